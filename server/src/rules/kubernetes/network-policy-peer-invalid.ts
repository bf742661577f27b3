import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { peersKey, policyRules } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-peer-invalid.md';

export default defineRule({
  id: 'kubernetes/network-policy-peer-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        for (const { peers, direction } of policyRules(policy)) {
          for (const peer of mapsIn(peers)) {
            const block = peer.entry('ipBlock');
            const selector = peer.entry('podSelector') ?? peer.entry('namespaceSelector');
            if (block !== undefined && selector !== undefined)
              ctx.report({
                at: block.key.span,
                message: `\`ipBlock\` stands beside \`${selector.key.content}\` in one entry of \`${peersKey[direction]}\`: the API server rejects the policy.`,
              });
            else if (peer.allEntries().length === 0)
              ctx.report({
                at: peer.span,
                message: `An entry of \`${peersKey[direction]}\` that names nobody: the API server rejects the policy.`,
              });
          }
        }
      },
    },
  },
});
