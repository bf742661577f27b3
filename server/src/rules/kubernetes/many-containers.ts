import { defineRule } from '../../engine/rule/define.js';
import page from './many-containers.md';

export default defineRule({
  id: 'kubernetes/many-containers',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:limit-containers-per-pod'],
  fix: 'none',
  options: { maximum: { type: 'number', default: 4, description: 'Containers that a pod may have.' } },
  page,
  check: {
    Pod(pod, ctx) {
      const { containers } = pod;
      const maximum = ctx.option<number>('maximum');
      const first = containers[maximum];
      if (first === undefined) return;
      ctx.report({
        at: first.anchor,
        message: `The pod has ${containers.length} containers, more than ${maximum}: they start, scale and fail together.`,
      });
    },
  },
});
