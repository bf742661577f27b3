import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import page from './workdir-with-blank.md';

export default defineRule({
  id: 'dockerfile/workdir-with-blank',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['strict'],
  since: '0.1.0',
  aliases: ['dockerfilelint:invalid_workdir'],
  fix: 'safe',
  page,
  check: {
    Workdir({ rest, words }, ctx) {
      if (words.length < 2 || /["'\\`]/.test(rest.text)) return;
      ctx.report({
        at: rest.span,
        message: `The path \`${rest.text}\` has blanks in it; without quotes it looks like several.`,
        fix: () =>
          ctx.text.slice(rest.span.start, rest.span.end).includes('\n')
            ? undefined
            : { title: 'Quote the path', edits: [insert(rest.span.start, '"'), insert(rest.span.end, '"')] },
      });
    },
  },
});
