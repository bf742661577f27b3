import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';
import page from './duplicate-key.md';

export default defineRule({
  id: 'kustomize/duplicate-key',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
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
  const last = new Map<string, YamlEntry>();
  for (const entry of map.entries) last.set(entry.key.content, entry);
  for (const { key } of map.entries) {
    const winner = last.get(key.content);
    if (winner === undefined || winner.key === key || key.content === '<<') continue;
    ctx.report({
      at: key.span,
      message: `\`${key.content}\` stands in this map again further down: what is written here is lost, and newer releases refuse the file.`,
      related: [{ at: winner.key.span, message: 'the one that counts' }],
    });
  }
}
