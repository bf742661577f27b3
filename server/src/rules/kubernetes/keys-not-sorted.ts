import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { YamlEntry, YamlNode } from '../../languages/yaml/nodes.js';
import page from './keys-not-sorted.md';

export default defineRule({
  id: 'kubernetes/keys-not-sorted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:sorted-keys', 'yaml-language-server:keyOrdering'],
  fix: 'none',
  page,
  check: {
    Object(object, ctx) {
      if (object.kind !== 'List') visit(object.root, ctx);
    },
  },
});

/** One finding for each map: at the first key that is out of order. */
function visit(node: YamlNode, ctx: RuleContext): void {
  if (node.kind === 'scalar') return;
  const inner = node.kind === 'map' ? node.entries : node.slots;
  if (node.kind === 'map') firstOutOfOrder(node.entries, ctx);
  for (const { value, alias } of inner) if (alias === undefined && value.kind !== 'scalar') visit(value, ctx);
}

function firstOutOfOrder(entries: readonly YamlEntry[], ctx: RuleContext): void {
  for (let i = 1; i < entries.length; i++) {
    const { key } = entries[i] as YamlEntry;
    const before = (entries[i - 1] as YamlEntry).key.content;
    if (key.content >= before || key.isUnknown) continue;
    ctx.report({ at: key.span, message: `\`${key.content}\` comes before \`${before}\` in the alphabet.` });
    return;
  }
}
