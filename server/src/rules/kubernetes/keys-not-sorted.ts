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
  for (let i = 1; i < node.entries.length; i++) {
    const key = (node.entries[i] as YamlEntry).key;
    const before = (node.entries[i - 1] as YamlEntry).key.content;
    if (key.content >= before || key.isUnknown) continue;
    ctx.report({ at: key.span, message: `\`${key.content}\` comes before \`${before}\` in the alphabet.` });
    break;
  }
  for (const { value, alias } of node.entries) if (alias === undefined) visit(value, ctx);
  if (node.kind === 'sequence') for (const { value, alias } of node.slots) if (alias === undefined) visit(value, ctx);
}
