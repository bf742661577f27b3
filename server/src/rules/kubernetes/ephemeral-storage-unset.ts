import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { amountOf, lacksAmount } from '../shared/kubernetesResources.js';
import page from './ephemeral-storage-unset.md';

export default defineRule({
  id: 'kubernetes/ephemeral-storage-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-score:container-ephemeral-storage-request-and-limit'],
  fix: 'review',
  options: {
    value: { type: 'string', default: '1Gi', description: 'What the fix writes.' },
  },
  page,
  check: {
    Container(container, ctx) {
      const parts = (['requests', 'limits'] as const).filter((part) => lacksAmount(container, part, 'ephemeral-storage'));
      const [part] = parts;
      if (part === undefined) return;
      const value = (which: 'requests' | 'limits'): string =>
        amountOf(container, which === 'requests' ? 'limits' : 'requests', 'ephemeral-storage')?.quantity?.text ??
        ctx.option<string>('value');
      ctx.report({
        at: container.lackOf('resources', part, 'ephemeral-storage'),
        message: `${called(container)} has no ${parts.map((each) => each.slice(0, -1)).join(' and no ')} of ephemeral storage: its logs and files can fill the node's disk, and the kubelet then evicts pods.`,
        fix: () =>
          mergeFix('Add ephemeral storage', container.node, {
            resources: Object.fromEntries(parts.map((each) => [each, { 'ephemeral-storage': value(each) }])),
          }),
      });
    },
  },
});
