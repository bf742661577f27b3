import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { directionsOf, isNetworkPolicy, policyRules, type PolicyRule } from '../shared/kubernetesNetworkPolicy.js';
import { objectsOf } from '../shared/kubernetesReferences.js';
import page from './network-policy-egress-without-dns.md';

export default defineRule({
  id: 'kubernetes/network-policy-egress-without-dns',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      const policies = objectsOf(file).filter(isNetworkPolicy);
      for (const policy of policies) {
        const rules = policyRules(policy).filter((rule) => rule.direction === 'Egress');
        if (rules.length === 0 || !directionsOf(policy).has('Egress') || rules.some(mayResolve)) continue;
        // Policies add up: one for all pods of the namespace may open port 53.
        if (
          policies.some(
            (other) =>
              other !== policy &&
              inOneNamespace(other, policy) !== 'no' &&
              policyRules(other).some((rule) => rule.direction === 'Egress' && mayResolve(rule)),
          )
        )
          continue;
        ctx.report({
          at: policy.lackOf('spec', 'egress'),
          message: 'No rule lets port 53 out, so these pods cannot resolve names: neither of Services nor of hosts.',
        });
      }
    },
  },
});

function mayResolve({ ports }: PolicyRule): boolean {
  const list = mapsIn(ports);
  if (list.length === 0) return true;
  return list.some((port) => {
    const start = port.get('port');
    const end = port.get('endPort')?.number;
    if (start?.number === undefined) return true;
    return start.number === 53 || start.number === 5353 || (end !== undefined && start.number <= 53 && 53 <= end);
  });
}
