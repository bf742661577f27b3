import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './prestop-hook-missing.md';

export default defineRule({
  id: 'kubernetes/prestop-hook-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:CONTAINERS_MISSING_PRESTOP_KEY'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      if (container.role !== 'main' || !container.isLongRunning || container.get('lifecycle', 'preStop') !== undefined) return;
      if (container.get('lifecycle')?.isUnknown) return;
      // The sleep action is on by default since 1.30: https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/.
      const preStop = ctx.settings.kubernetesMinor >= 30 ? { sleep: { seconds: 5 } } : { exec: { command: ['sleep', '5'] } };
      ctx.report({
        at: container.lackOf('lifecycle'),
        message: `Container \`${container.name ?? ''}\` has no preStop hook: requests that are still routed to it when it is told to stop may be refused.`,
        fix: () => mergeFix('Add a preStop hook that waits five seconds', container.node, { lifecycle: { preStop } }),
      });
    },
  },
});
