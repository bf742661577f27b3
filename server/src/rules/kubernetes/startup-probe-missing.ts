import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { needsProbes, newProbes } from '../shared/kubernetesProbes.js';
import page from './startup-probe-missing.md';

export default defineRule({
  id: 'kubernetes/startup-probe-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:no-startup-probe'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      if (!needsProbes(container) || container.get('startupProbe') !== undefined) return;
      ctx.report({
        at: new Absence(container.anchor),
        message: `Container \`${container.name ?? ''}\` has no startupProbe: its liveness probe counts from the first second.`,
        fix: () => newProbes(container, 'startupProbe', ctx),
      });
    },
  },
});
