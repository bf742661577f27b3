import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { YamlMap, YamlNode, YamlSequence } from '../../languages/yaml/nodes.js';
import { peersKey, policyRules } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-peer-split.md';

export default defineRule({
  id: 'kubernetes/network-policy-peer-split',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        for (const { peers, direction } of policyRules(policy)) {
          if (peers?.kind !== 'sequence' || peers.items.length !== 2) continue;
          const [first, second] = peers.items;
          // The documentation's own example mixes more kinds; two alone are nearly always meant as one.
          if (!isOnly(first, 'namespaceSelector') || !isOnly(second, 'podSelector')) continue;
          if ((first.get('namespaceSelector')?.entries.length ?? 0) === 0 && second.get('podSelector')?.entries.length === 0) continue;
          const dash = peers.slots[1]?.dash;
          const whom = direction === 'Ingress' ? 'come from' : 'go to';
          ctx.report({
            at: dash === undefined ? second.span : second.source.origin.span(dash, dash + 1),
            message: `Two entries of \`${peersKey[direction]}\`, so traffic may ${whom} all pods of those namespaces, and these pods of the policy's own. Without this dash they are one: these pods in those namespaces.`,
            fix: () => joinFix(peers, dash),
          });
        }
      },
    },
  },
});

function isOnly(node: YamlNode | undefined, key: string): node is YamlMap {
  return node?.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key.content === key;
}

/** The dash of the second entry becomes a blank, and its keys belong to the first. */
function joinFix({ source, slots }: YamlSequence, dash: number | undefined) {
  const [first, second] = slots;
  if (dash === undefined || first?.dash === undefined || second === undefined || first.alias !== undefined || second.alias !== undefined)
    return undefined;
  const column = (offset: number): number => offset - (source.text.lastIndexOf('\n', offset - 1) + 1);
  if (column(first.value.from) !== column(second.value.from)) return undefined;
  return { title: 'Make it one entry: these pods in those namespaces', edits: [replace(source.origin.span(dash, dash + 1), ' ')] };
}
