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
    File({ text, instructions, comments }, ctx) {
      for (let i = 1; i < instructions.length; i++) {
        const [above, below] = [instructions[i - 1], instructions[i]];
        if (above === undefined || below === undefined) continue;
        const between = text.slice(above.span.end, below.span.start);
        const isParted = /\n[ \t\r]*\n/.test(between);
        const isSame = above.kind === below.kind;
        if (isParted !== isSame) continue;
        // What a comment stands beside is the user's own layout.
        const hasComment = comments.some(({ span }) => span.start >= above.span.end && span.start < below.span.start);
        if (hasComment && isSame) continue;
        const at = lineStart(text, below.span.start);
        const gap = { start: text.indexOf('\n', above.span.end) + 1, end: at };
        const top = hasComment ? gap.start : at;
        ctx.report({
          at: below.keyword.span,
          message: isSame
            ? `An empty line parts this \`${below.keyword.text}\` from the one above.`
            : `No empty line parts \`${below.keyword.text}\` from \`${above.keyword.text}\`.`,
          fix: () =>
            isSame
              ? { title: 'Remove the empty line', edits: [remove(gap)] }
              : { title: 'Insert an empty line', edits: [insert(top, lineBreakOf(text))] },
        });
      }
    },
  },
});
