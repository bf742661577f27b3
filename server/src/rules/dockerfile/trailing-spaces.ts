import { defineRule } from '../../engine/rule/define.js';
import { lineEnd } from '../../engine/text/lines.js';
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
      // Line by line from its end: a pattern over the text is quadratic in a long run of blanks.
      for (let from = 0; from <= text.length; ) {
        const end = lineEnd(text, from);
        let start = end;
        while (start > from && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
        const span = { start, end };
        const next = text.indexOf('\n', end);
        from = next === -1 ? text.length + 1 : next + 1;
        if (start === end) continue;
        // In a here-document a blank may be part of the content.
        if (instructions.some(({ heredocs }) => heredocs.some(({ body }) => body.start <= span.start && span.start < body.end))) continue;
        ctx.report({ at: span, message: 'Blanks at the end of the line.', fix: () => ({ title: 'Remove them', edits: [remove(span)] }) });
      }
    },
  },
});
