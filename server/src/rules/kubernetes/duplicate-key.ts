import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import page from './duplicate-key.md';

export default defineRule({
  id: 'kubernetes/duplicate-key',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kubeconform:schema', 'kube-linter:schema-validation', 'monokle:YML010'],
  fix: 'review',
  page,
  check: {
    Document(document, ctx) {
      if (document.root !== undefined && document.faults.length === 0) visit(document.root, ctx);
    },
  },
});

/** What an alias names is visited where it is written. */
function visit(node: YamlNode, ctx: RuleContext): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'sequence') {
    for (const { value, alias } of node.slots) if (alias === undefined) visit(value, ctx);
    return;
  }
  const first = new Map<string, YamlEntry>();
  for (const entry of node.entries) {
    const name = entry.key.content;
    const before = first.get(name);
    if (before === undefined) first.set(name, entry);
    else if (name !== '<<' && !entry.key.isUnknown) {
      ctx.report({
        at: entry.key.span,
        message: `\`${name}\` is in this map twice. The last one counts where the file is not refused.`,
        related: [{ at: before.key.span, message: 'It is here already.' }],
        fix: () => withoutFirst(node, name),
      });
    }
    if (entry.alias === undefined) visit(entry.value, ctx);
  }
}

/** Keeps what counts. */
function withoutFirst(map: YamlMap, name: string): Fix[] {
  const edits = removeEntry(map, name);
  return edits === undefined ? [] : [{ title: `Remove the first \`${name}\``, edits }];
}
