import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace, type Span } from '../../engine/text/span.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mistakes, placeText } from '../shared/composeStructure.js';
import page from './unknown-key.md';

export default defineRule({
  id: 'compose/unknown-key',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { path, map, entry, nearest, home } of mistakes(file, 'unknown-key')) {
        const name = entry.key.content;
        const hint =
          nearest !== undefined ? `; \`${nearest}\` is one` : home === undefined ? '' : `; \`${name}\` is one of ${placeText(home)}`;
        ctx.report({
          at: entry.key.span,
          // A key that resembles none may be newer than our table.
          severity: nearest === undefined && home === undefined ? 'warning' : 'error',
          message: `\`${name}\` is no key of ${placeText(path.slice(0, -1))}, and Compose refuses the file${hint}.`,
          fix: () => fixes(map, name, entry.key.span, nearest),
        });
      }
    },
  },
});

function fixes(map: YamlMap, name: string, at: Span, nearest: string | undefined): Fix[] {
  const found: Fix[] = nearest === undefined ? [] : [{ title: `Change to \`${nearest}\``, edits: [replace(at, nearest)] }];
  // A key that is there twice is removed by its place, and only the first has one.
  const isOnly = map.entries.filter(({ key }) => key.content === name).length === 1;
  const edits = isOnly ? removeEntry(map, name) : undefined;
  if (edits !== undefined) found.push({ title: `Remove \`${name}\``, edits });
  return found;
}
