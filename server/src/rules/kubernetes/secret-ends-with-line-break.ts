import { defineRule } from '../../engine/rule/define.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import { encodeBase64, isSealed, secretEntries } from '../shared/kubernetesSecrets.js';
import page from './secret-ends-with-line-break.md';

/** Longer single lines are files. */
const longestLine = 200;

export default defineRule({
  id: 'kubernetes/secret-ends-with-line-break',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Secret(object, ctx) {
        if (isSealed(object)) return;
        for (const { map, entry, key, value, isEncoded } of secretEntries(object)) {
          if (value === undefined || !/^[^\r\n]+\r?\n$/.test(value) || value.length > longestLine) continue;
          // A file keeps its line break; JSON and settings do not mind it.
          if (key.includes('.') || /^[{[<]/.test(value)) continue;
          const text = value.trimEnd();
          ctx.report({
            at: entry.value.span,
            message: `\`${key}\` ends with a line break, which is part of the value: whoever compares it, such as a database, takes it for another one.`,
            fix: () => ({ title: 'Take the line break out', edits: replaceValue(entry, isEncoded ? encodeBase64(text) : text, map) }),
          });
        }
      },
    },
  },
});
