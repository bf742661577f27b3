import { defineRule } from '../../engine/rule/define.js';
import {
  ciliumDirections,
  covers,
  directionsOf,
  isCiliumPolicy,
  isNetworkPolicy,
  type Direction,
} from '../shared/kubernetesNetworkPolicy.js';
import { objectsOf, workloadsOf } from '../shared/kubernetesReferences.js';
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
    File(file, ctx) {
      const objects = objectsOf(file);
      const policies = objects.filter((object) => isNetworkPolicy(object) || isCiliumPolicy(object));
      if (policies.length === 0) return;
      for (const workload of workloadsOf(objects)) {
        const own = policies.filter((policy) => covers(policy, workload) === 'yes');
        // Cilium's own default is open in the direction that no rule speaks of, often on purpose; peers count them as complete.
        if (own.length === 0 || own.some(isCiliumPolicy)) continue;
        const closed = new Set<Direction>(
          own.flatMap((policy) => [...(isCiliumPolicy(policy) ? ciliumDirections(policy) : directionsOf(policy))]),
        );
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
