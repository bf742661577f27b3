import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import page from './empty-lines-in-a-row.md';

export default defineRule({
  id: 'dockerfile/empty-lines-in-a-row',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/no-multiple-empty-lines'],
  fix: 'safe',
  page,
  check: {
    File({ text, instructions }, ctx) {
      if (!/\n[ \t\r]*\n(?:[ \t\r]*\n|[ \t\r]*$)|^[ \t\r]*\n[ \t\r]*\n/.test(text)) return;
      const heredocs = instructions.flatMap((instruction) => instruction.heredocs.map(({ body }) => body));
      let run = 0;
      let start = 0;
      for (let from = 0; from < text.length; ) {
        const next = text.indexOf('\n', from);
        const end = next === -1 ? text.length : next + 1;
        const isEmpty = text.slice(from, end).trim() === '' && !heredocs.some((body) => body.start <= from && from < body.end);
        if (isEmpty && run++ === 0) start = from;
        if (!isEmpty || end === text.length) {
          // One is kept between lines, none at the end of the file.
          const last = isEmpty ? end : from;
          const allowed = last === text.length ? 0 : 1;
          if (run > allowed) {
            const keep = allowed === 0 ? start : text.indexOf('\n', start) + 1;
            const span = { start: keep, end: last };
            ctx.report({
              at: span,
              message: `${run} empty ${run === 1 ? 'line' : 'lines'} ${allowed === 0 ? 'at the end of the file' : 'in a row'}.`,
              fix: () => ({ title: allowed === 0 ? 'Remove them' : 'Leave one', edits: [remove(span)] }),
            });
          }
          run = 0;
        }
        from = end;
      }
    },
  },
});
