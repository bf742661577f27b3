import { defineRule, type Fix } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { repeatedKeys } from '../shared/repeatedKeys.js';
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
      if (document.root === undefined || document.faults.length > 0) return;
      for (const {
        map,
        name,
        entries: [first, ...others],
      } of repeatedKeys(document.root))
        for (const entry of others)
          ctx.report({
            at: entry.key.span,
            message: `\`${name}\` is in this map twice. The last one counts where the file is not refused.`,
            related: [{ at: first.key.span, message: 'It is here already.' }],
            fix: () => withoutFirst(map, name),
          });
    },
  },
});

/** Keeps what counts. */
function withoutFirst(map: YamlMap, name: string): Fix[] {
  const edits = removeEntry(map, name);
  return edits === undefined ? [] : [{ title: `Remove the first \`${name}\``, edits }];
}
