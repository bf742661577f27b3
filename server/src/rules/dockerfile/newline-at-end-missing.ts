import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import page from './newline-at-end-missing.md';

export default defineRule({
  id: 'dockerfile/newline-at-end-missing',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/eol-last'],
  fix: 'safe',
  page,
  check: {
    File({ text }, ctx) {
      if (text === '' || text.endsWith('\n')) return;
      ctx.report({
        at: { start: text.length - 1, end: text.length },
        message: 'The last line has no line break; tools that append a line join it to this one.',
        fix: () => ({ title: 'Add the line break', edits: [insert(text.length, lineBreakOf(text))] }),
      });
    },
  },
});
