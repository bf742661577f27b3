import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { cidrContains, parseCidr } from '../shared/kubernetesAddresses.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { policyRules } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-cidr-invalid.md';

export default defineRule({
  id: 'kubernetes/network-policy-cidr-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        for (const block of policyRules(policy).flatMap(({ peers }) => mapsIn(peers).map((peer) => peer.get('ipBlock')))) {
          const node = block?.get('cidr');
          const text = node?.string;
          if (block?.kind !== 'map' || node === undefined || text === undefined) continue;
          const cidr = parseCidr(text);
          if (cidr === undefined) {
            const isAddress = parseCidr(`${text}/32`) !== undefined;
            ctx.report({
              at: node.span,
              message: `\`${text}\` is ${isAddress ? 'an address and no range' : 'no range of addresses'}: the API server rejects the policy.`,
              fix: () =>
                isAddress
                  ? mergeFix(`Write it as \`${text}/${text.includes(':') ? 128 : 32}\``, block, {
                      cidr: `${text}/${text.includes(':') ? 128 : 32}`,
                    })
                  : undefined,
            });
            continue;
          }
          for (const item of block.get('except')?.items ?? []) {
            const except = item.string === undefined ? undefined : parseCidr(item.string);
            if (item.string === undefined || (except !== undefined && cidrContains(cidr, except))) continue;
            ctx.report({
              at: item.span,
              message: `\`${item.string}\` is ${except === undefined ? 'no range of addresses' : `not a part of \`${text}\``}: the API server rejects the policy.`,
            });
          }
        }
      },
    },
  },
});
