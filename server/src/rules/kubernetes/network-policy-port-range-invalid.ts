import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { policyRules } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-port-range-invalid.md';

export default defineRule({
  id: 'kubernetes/network-policy-port-range-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        for (const port of policyRules(policy).flatMap(({ ports }) => mapsIn(ports))) {
          const end = port.get('endPort');
          const start = port.get('port');
          if (end?.number === undefined || start?.isUnknown) continue;
          if (start?.number === undefined)
            ctx.report({
              at: end.span,
              message: '`endPort` ends a range that begins with a number in `port`, and there is none: the API server rejects the policy.',
            });
          else if (end.number < start.number)
            ctx.report({
              at: end.span,
              message: `The range ends at \`${end.number}\`, before it begins at \`${start.number}\`: the API server rejects the policy.`,
            });
        }
      },
    },
  },
});
