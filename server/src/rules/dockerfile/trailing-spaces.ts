import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import page from './trailing-spaces.md';

export default defineRule({
  id: 'dockerfile/trailing-spaces',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/no-trailing-spaces'],
  fix: 'safe',
  page,
  check: {
    File({ text, instructions }, ctx) {
      const pattern = /[ \t]+(?=\r?\n|$)/g;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const span = { start: match.index, end: match.index + match[0].length };
        if (span.end === span.start) continue;
        // In a here-document a blank may be part of the content.
        if (instructions.some(({ heredocs }) => heredocs.some(({ body }) => body.start <= span.start && span.start < body.end))) continue;
        ctx.report({ at: span, message: 'Blanks at the end of the line.', fix: () => ({ title: 'Remove them', edits: [remove(span)] }) });
      }
    },
  },
});
