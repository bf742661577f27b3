import { defineRule } from '../../engine/rule/define.js';
import { insert, remove } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import page from './instructions-not-parted.md';

export default defineRule({
  id: 'dockerfile/instructions-not-parted',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/newline-between-instructions'],
  fix: 'safe',
  page,
  check: {
    File({ text, instructions }, ctx) {
      for (let i = 1; i < instructions.length; i++) {
        const [above, below] = [instructions[i - 1], instructions[i]];
        if (above === undefined || below === undefined) continue;
        const between = text.slice(above.span.end, below.span.start);
        const isParted = /\n[ \t\r]*\n/.test(between);
        const isSame = above.kind === below.kind;
        if (isParted !== isSame) continue;
        // Between instructions a line that begins with a number sign is a comment.
        const comment = /^[ \t]*#.*$/m.exec(between);
        const at = lineStart(text, below.span.start);
        const top = comment === null ? at : above.span.end + comment.index;
        const gap = { start: text.indexOf('\n', above.span.end) + 1, end: top };
        // A comment that stands by itself heads what follows; one right above an instruction belongs to it.
        const isHeading =
          comment !== null && (/\n[ \t\r]*\n/.test(between.slice(comment.index + comment[0].length)) || gap.start >= gap.end);
        if (isSame && isHeading) continue;
        ctx.report({
          at: below.keyword.span,
          message: isSame
            ? `An empty line parts this \`${below.keyword.text}\` from the one above.`
            : `No empty line parts \`${below.keyword.text}\` from \`${above.keyword.text}\`.`,
          fix: () =>
            isSame
              ? { title: 'Remove the empty line', edits: [remove(gap)] }
              : { title: 'Insert an empty line', edits: [insert(comment === null ? at : gap.start, lineBreakOf(text))] },
        });
      }
    },
  },
});
