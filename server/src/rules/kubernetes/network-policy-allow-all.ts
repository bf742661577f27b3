import { defineRule } from '../../engine/rule/define.js';
import { allowsEveryone, isAnyPort, peersKey, policyRules, rulesKey, directionsOf } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-allow-all.md';

export default defineRule({
  id: 'kubernetes/network-policy-allow-all',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubeaudit:netpols'],
  fix: 'none',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        const closed = directionsOf(policy);
        for (const rule of policyRules(policy)) {
          if (!closed.has(rule.direction) || !isAnyPort(rule) || !allowsEveryone(rule)) continue;
          // An empty list that somebody wrote is told by `network-policy-empty-peers`.
          if (rule.peers?.kind === 'sequence' && rule.peers.items.length === 0) continue;
          ctx.report({
            at:
              rule.node.entry(peersKey[rule.direction])?.key.span ??
              (rule.node.entries.length === 0 ? rule.node.span : policy.lackOf('spec', rulesKey[rule.direction])),
            message: `This rule allows all ${rule.direction === 'Ingress' ? 'incoming' : 'outgoing'} traffic, whatever other policies close for these pods.`,
          });
        }
      },
    },
  },
});
