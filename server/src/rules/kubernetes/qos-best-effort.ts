import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { lacksAmount } from '../shared/kubernetesResources.js';
import page from './qos-best-effort.md';

export default defineRule({
  id: 'kubernetes/qos-best-effort',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:require-qos-burstable'],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const containers = pod.allContainers.filter(({ role }) => role !== 'ephemeral');
      const parts = ['requests', 'limits'] as const;
      const isBestEffort = containers.every((container) =>
        parts.every((part) => lacksAmount(container, part, 'cpu') && lacksAmount(container, part, 'memory')),
      );
      const first = containers.find(({ role }) => role === 'main');
      if (!isBestEffort || first === undefined) return;
      ctx.report({
        at: pod.lackOf('containers'),
        message: 'No container requests or limits anything, so the pod is BestEffort: it is the first to go when the node runs short.',
        fix: () =>
          mergeFix(`Add requests to the container${first.name === undefined ? '' : ` \`${first.name}\``}`, first.node, {
            resources: { requests: { cpu: '100m', memory: '128Mi' } },
          }),
      });
    },
  },
});
