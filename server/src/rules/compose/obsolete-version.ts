import { defineRule } from '../../engine/rule/define.js';
import { remove, type Edit } from '../../engine/text/span.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlEntry, YamlMap } from '../../languages/yaml/nodes.js';
import page from './obsolete-version.md';

export default defineRule({
  id: 'compose/obsolete-version',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:no-version-field'],
  fix: 'safe',
  tags: ['deprecated'],
  page,
  check: {
    File({ roots }, ctx) {
      for (const root of roots) {
        const entry = root.entries.find(({ key }) => key.content === 'version');
        if (entry === undefined) continue;
        ctx.report({
          at: entry.key.span,
          message: '`version` chooses nothing any more: Compose ignores it and warns at each command.',
          fix: () => {
            const edits = removeEntry(root, 'version');
            return edits === undefined || root.entries.length === 1
              ? undefined
              : { title: 'Remove `version`', edits: [...edits, ...blankBelow(root, entry)] };
          },
        });
      }
    },
  },
});

/** The empty line that set the version apart from the rest at the start of the file. */
function blankBelow({ source: { text, origin }, entries, isFlow }: YamlMap, { key, value }: YamlEntry): Edit[] {
  if (isFlow || entries[0]?.key !== key) return [];
  const below = /^[^\n]*\n(?=(?:[ \t]*\r?\n)+)/.exec(text.slice(value.to));
  if (below === null) return [];
  const start = value.to + below[0].length;
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(start))?.[0].length ?? 0;
  return blank === 0 ? [] : [remove(origin.span(start, start + blank))];
}
