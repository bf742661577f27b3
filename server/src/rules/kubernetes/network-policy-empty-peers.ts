import { defineRule } from '../../engine/rule/define.js';
import { peersKey, policyRules } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-empty-peers.md';

export default defineRule({
  id: 'kubernetes/network-policy-empty-peers',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        for (const { node, direction, peers } of policyRules(policy)) {
          const key = peersKey[direction];
          if (peers?.kind !== 'sequence' || peers.items.length > 0) continue;
          ctx.report({
            at: peers.span,
            message: `An empty \`${key}\` stands for ${direction === 'Ingress' ? 'every source' : 'every destination'}, not for none: ${node.has('ports') ? 'these ports are open to all' : 'everything is allowed'}.`,
          });
        }
      },
    },
  },
});
