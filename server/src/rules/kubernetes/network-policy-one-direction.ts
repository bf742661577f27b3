import { defineRule } from '../../engine/rule/define.js';
import { directionsOf, isCiliumPolicy, policiesByWorkload, type Direction } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-one-direction.md';

export default defineRule({
  id: 'kubernetes/network-policy-one-direction',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:missingNetworkPolicy', 'kube-score:pod-networkpolicy', 'kubescape:ingress-and-egress-blocked', 'kubescape:C-0030'],
  fix: 'none',
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      for (const [workload, own] of policiesByWorkload(file)) {
        // Cilium's own default is open in the direction that no rule speaks of, often on purpose; peers count them as complete.
        if (own.length === 0 || own.some(isCiliumPolicy)) continue;
        const closed = new Set<Direction>(own.flatMap((policy) => [...directionsOf(policy)]));
        const open = (['Ingress', 'Egress'] as const).filter((direction) => !closed.has(direction));
        const first = own[0];
        if (open.length === 0 || first === undefined) continue;
        ctx.report({
          at: first.lackOf('spec', 'policyTypes'),
          message: `The policies for the pods of \`${workload.name ?? workload.kind}\` say nothing of ${open.join(' and ')}: ${open.includes('Egress') ? 'the pods may connect to everything' : 'everything may connect to the pods'}.`,
        });
      }
    },
  },
});
