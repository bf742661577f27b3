import { defineRule } from '../../engine/rule/define.js';
import page from './node-affinity-missing.md';

export default defineRule({
  id: 'kubernetes/node-affinity-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:no-node-affinity', 'kyverno:add-node-affinity'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      const affinity = pod.get('affinity', 'nodeAffinity');
      if (affinity !== undefined || pod.get('affinity')?.isUnknown === true) return;
      ctx.report({
        at: pod.lackOf('affinity'),
        message: `\`${pod.object.name ?? ''}\` has no nodeAffinity: its pods run on any node that has room.`,
      });
    },
  },
});
