import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './directive-casing.md';

export default defineRule({
  id: 'dockerfile/directive-casing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:CASING_DIRECTIVE'],
  fix: 'safe',
  page,
  check: {
    File({ directives, text }, ctx) {
      for (const { nameSpan } of directives) {
        const written = text.slice(nameSpan.start, nameSpan.end);
        const lower = written.toLowerCase();
        if (written === lower) continue;
        ctx.report({
          at: nameSpan,
          message: `The directive \`${written}\` is by convention written in lower case.`,
          fix: () => ({ title: `Change to \`${lower}\``, edits: [replace(nameSpan, lower)] }),
        });
      }
    },
  },
});
