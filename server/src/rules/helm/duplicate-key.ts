import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import page from './duplicate-key.md';

export default defineRule({
  id: 'helm/duplicate-key',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Yaml(file, ctx) {
      if (file.root !== undefined && file.faults.length === 0) eachMap(file.root, (map) => check(map, ctx));
    },
  },
});

function eachMap(node: YamlNode, visit: (map: YamlMap) => void): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'map') visit(node);
  const inner = node.kind === 'map' ? node.entries : node.slots;
  for (const { value, alias } of inner) if (alias === undefined) eachMap(value, visit);
}

function check(map: YamlMap, ctx: RuleContext): void {
  const seen = new Map<string, YamlEntry>();
  for (const entry of map.entries) {
    const name = entry.key.content;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, entry);
    else if (name !== '<<')
      ctx.report({
        at: entry.key.span,
        message: `\`${name}\` stands in this map already: Helm takes the last one, and everything in the first is lost.`,
        related: [{ at: first.key.span, message: 'the one that is lost' }],
        fix: () => {
          const edits = map.entries.filter(({ key }) => key.content === name).length === 2 ? removeEntry(map, name) : undefined;
          return edits === undefined ? undefined : { title: 'Remove the first', edits };
        },
      });
  }
}
