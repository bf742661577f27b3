import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { differs, pairOf, type Pair } from '../shared/kubernetesResources.js';
import page from './qos-not-guaranteed.md';

export default defineRule({
  id: 'kubernetes/qos-not-guaranteed',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-resource-requests-equal-limits', 'kyverno:require-qos-guaranteed'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const pairs = ['cpu', 'memory'].flatMap((resource) => pairOf(container, resource) ?? []).filter(differs);
      const [first] = pairs;
      if (first?.request === undefined) return;
      const requested = (pair: Pair): string | number => pair.request?.node.number ?? pair.request?.quantity?.text ?? '';
      ctx.report({
        at: first.limit?.node.span ?? container.lackOf('resources', 'limits', first.resource),
        message: `${called(container)} requests \`${requested(first)}\` of ${first.resource === 'cpu' ? 'CPU' : first.resource} and has another limit or none: the pod is Burstable and not Guaranteed.`,
        fix: () =>
          mergeFix('Set limits to the requests', container.node, {
            resources: { limits: Object.fromEntries(pairs.map((pair) => [pair.resource, requested(pair)])) },
          }),
      });
    },
  },
});
