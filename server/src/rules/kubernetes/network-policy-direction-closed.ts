import { defineRule } from '../../engine/rule/define.js';
import { directionsOf, isCiliumPolicy, policiesByWorkload, policyRules, rulesKey } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-direction-closed.md';

export default defineRule({
  id: 'kubernetes/network-policy-direction-closed',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['polaris:missingNetworkPolicy'],
  fix: 'none',
  page,
  check: {
    where: ['NetworkPolicy'],
    File(file, ctx) {
      for (const [workload, own] of policiesByWorkload(file)) {
        if (own.some(isCiliumPolicy)) continue;
        const rules = own.flatMap((policy) => policyRules(policy));
        for (const direction of ['Ingress', 'Egress'] as const) {
          const policy = own.find((each) => directionsOf(each).has(direction));
          // A policy without any rule closes everything on purpose.
          if (policy === undefined || rules.length === 0 || rules.some((rule) => rule.direction === direction)) continue;
          ctx.report({
            at: policy.lackOf('spec', rulesKey[direction]),
            message:
              direction === 'Egress'
                ? `No policy has a rule for what the pods of \`${workload.name ?? workload.kind}\` connect to, so they reach nothing, not even DNS.`
                : `No policy has a rule for who connects to the pods of \`${workload.name ?? workload.kind}\`, so nobody reaches them.`,
          });
        }
      }
    },
  },
});
