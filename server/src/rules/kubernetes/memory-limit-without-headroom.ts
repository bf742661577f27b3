import { defineRule } from '../../engine/rule/define.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import { writeQuantity } from '../../languages/kubernetes/quantity.js';
import { called } from '../shared/kubernetesImages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { differs, pairOf } from '../shared/kubernetesResources.js';
import page from './memory-limit-without-headroom.md';

export default defineRule({
  id: 'kubernetes/memory-limit-without-headroom',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['limits'],
    Pod(pod, ctx) {
      if (pod.get('resources') !== undefined || isGuaranteed(pod)) return;
      for (const container of pod.allContainers) {
        const { request, limit } = pairOf(container, 'memory') ?? {};
        if (request?.quantity === undefined || limit?.quantity === undefined || request.quantity.nano !== limit.quantity.nano) continue;
        const { text, value } = limit.quantity;
        const larger = writeQuantity(value * 2, 'bytes');
        ctx.report({
          at: limit.node.span,
          message: `${called(container)} may use \`${text}\` of memory and no more than it requests: a peak above that gets it killed, though the pod is not Guaranteed either.`,
          fix: () =>
            value <= 0
              ? undefined
              : mergeFix(`Raise the limit to \`${larger}\``, container.node, { resources: { limits: { memory: larger } } }),
        });
      }
    },
  },
});

/** Requests equal to limits in everything, as for the QoS class: then it is on purpose. Unknown amounts may be. */
function isGuaranteed(pod: Pod): boolean {
  return pod.allContainers.every((container) => {
    if (container.role === 'ephemeral') return true;
    return ['cpu', 'memory'].every((resource) => {
      const pair = pairOf(container, resource);
      return pair === undefined || (pair.limit !== undefined && !differs(pair));
    });
  });
}
