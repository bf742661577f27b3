import { defineRule, type Fix } from '../../engine/rule/define.js';
import { replace, type Span } from '../../engine/text/span.js';
import { topFields } from '../../languages/kustomize/schema.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mistakes, placeText } from '../shared/kustomizeStructure.js';
import page from './unknown-field.md';

export default defineRule({
  id: 'kustomize/unknown-field',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { path, map, entry, nearest } of mistakes(file, 'unknown-field')) {
        const name = entry.key.content;
        const isOfTop = path.length > 1 && Object.hasOwn(topFields, name);
        const hint = nearest !== undefined ? `; \`${nearest}\` is one` : isOfTop ? '; it belongs to the margin' : '';
        ctx.report({
          at: entry.key.span,
          // A field that resembles none may be newer than our table.
          severity: nearest === undefined && !isOfTop ? 'warning' : 'error',
          message: `\`${name}\` is no field of ${placeText(path.slice(0, -1))}, and kustomize refuses the file${hint}.`,
          fix: () => fixes(map, name, entry.key.span, nearest),
        });
      }
    },
  },
});

function fixes(map: YamlMap, name: string, at: Span, nearest: string | undefined): Fix[] {
  const found: Fix[] = nearest === undefined ? [] : [{ title: `Change to \`${nearest}\``, edits: [replace(at, nearest)] }];
  // A field that is there twice is removed by its place, and only the first has one.
  const isOnly = map.entries.filter(({ key }) => key.content === name).length === 1;
  const edits = isOnly ? removeEntry(map, name) : undefined;
  if (edits !== undefined) found.push({ title: `Remove \`${name}\``, edits });
  return found;
}
