import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { repeatedKeys } from '../shared/repeatedKeys.js';
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
      if (file.root === undefined || file.faults.length > 0) return;
      for (const { map, name, entries } of repeatedKeys(file.root)) {
        const [first, ...others] = entries;
        for (const entry of others)
          ctx.report({
            at: entry.key.span,
            message: `\`${name}\` stands in this map already: Helm takes the last one, and everything in the first is lost.`,
            related: [{ at: first.key.span, message: 'the one that is lost' }],
            fix: () => {
              const edits = entries.length === 2 ? removeEntry(map, name) : undefined;
              return edits === undefined ? undefined : { title: 'Remove the first', edits };
            },
          });
      }
    },
  },
});
