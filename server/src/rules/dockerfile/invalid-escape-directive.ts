import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './invalid-escape-directive.md';

export default defineRule({
  id: 'dockerfile/invalid-escape-directive',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_ESCAPE_DIRECTIVE'],
  fix: 'review',
  page,
  check: {
    File({ directives }, ctx) {
      for (const { name, value, valueSpan } of directives) {
        if (name.toLowerCase() !== 'escape' || value === '\\' || value === '`') continue;
        ctx.report({
          at: valueSpan,
          message: `\`escape=\` takes a backslash or a backquote, not \`${value}\`; the build fails.`,
          fix: () => [
            { title: 'Change to a backquote', edits: [replace(valueSpan, '`')] },
            { title: 'Change to a backslash', edits: [replace(valueSpan, '\\')] },
          ],
        });
      }
    },
  },
});
