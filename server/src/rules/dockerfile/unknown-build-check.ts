import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { buildChecks, nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './unknown-build-check.md';

export default defineRule({
  id: 'dockerfile/unknown-build-check',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    File({ directives }, ctx) {
      for (const { name, value, valueSpan } of directives) {
        if (name.toLowerCase() !== 'check') continue;
        for (const match of value.matchAll(/(?:^|[;=,])([A-Za-z]\w*)(?=$|[;,\s])/g)) {
          const word = match[1] ?? '';
          if (/^(?:all|true|false)$/i.test(word) || buildChecks.some((check) => check.toLowerCase() === word.toLowerCase())) continue;
          const near = nearest(word, buildChecks);
          // A check of a newer BuildKit is not a mistake.
          if (near === undefined) continue;
          const start = valueSpan.start + match.index + match[0].length - word.length;
          const at = { start, end: start + word.length };
          ctx.report({
            at,
            message: `BuildKit has no check \`${word}\`, so the line skips nothing; \`${near}\` is one.`,
            fix: () => ({ title: `Change to \`${near}\``, edits: [replace(at, near)] }),
          });
        }
      }
    },
  },
});
