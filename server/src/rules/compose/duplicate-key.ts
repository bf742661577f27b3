import { defineRule, type Fix } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { merge } from '../../languages/yaml/edit.js';
import { toData, type YamlEntry, type YamlMap } from '../../languages/yaml/nodes.js';
import { wholeLines } from '../../engine/text/lines.js';
import { repeatedKeys } from '../shared/repeatedKeys.js';
import page from './duplicate-key.md';

export default defineRule({
  id: 'compose/duplicate-key',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      if (file.faults.length > 0) return;
      for (const root of file.roots)
        for (const {
          map,
          name,
          entries: [first, ...others],
        } of repeatedKeys(root))
          for (const entry of others)
            ctx.report({
              at: entry.key.span,
              message: `\`${name}\` stands in this map already, and Compose refuses the file.`,
              related: [{ at: first.key.span, message: 'the first one' }],
              fix: () => joined(map, first, entry),
            });
    },
  },
});

/** Two maps become one where no key of theirs is in both. */
function joined(map: YamlMap, first: YamlEntry, second: YamlEntry): Fix | undefined {
  const [a, b] = [first.value, second.value];
  if (map.isFlow || a.kind !== 'map' || b.kind !== 'map' || first.alias !== undefined || second.alias !== undefined) return undefined;
  if (a.entries.length === 0 || b.entries.some(({ key, alias }) => alias !== undefined || a.has(key.content))) return undefined;
  const { text, origin } = map.source;
  const lines = wholeLines(text, { start: second.key.from, end: b.to });
  if (/(?:^|\n)[^\n]*#/.test(text.slice(lines.start, lines.end))) return undefined;
  const patch = toData(b) as Parameters<typeof merge>[1];
  return { title: `Join both \`${second.key.content}\``, edits: [...merge(a, patch), remove(origin.span(lines.start, lines.end))] };
}
