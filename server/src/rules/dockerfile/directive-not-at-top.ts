import { defineRule } from '../../engine/rule/define.js';
import { insert, remove } from '../../engine/text/span.js';
import { lineBreakOf, wholeLines } from '../../engine/text/lines.js';
import page from './directive-not-at-top.md';

export default defineRule({
  id: 'dockerfile/directive-not-at-top',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    File({ comments, directives, text }, ctx) {
      for (const comment of comments) {
        if (comment.inside || directives.some(({ span }) => span.start === comment.span.start)) continue;
        const match = /^#[ \t]*(?:syntax[ \t]*=[ \t]*\S*dockerfile\S*|escape[ \t]*=[ \t]*[\\`])[ \t]*$/i.exec(comment.text);
        if (match === null) continue;
        const top = directives.at(-1);
        const place = top === undefined ? (text.charCodeAt(0) === 0xfeff ? 1 : 0) : wholeLines(text, top.span).end;
        const name = /[a-z]+/i.exec(comment.text)?.[0] ?? '';
        if (directives.some((directive) => directive.name.toLowerCase() === name.toLowerCase())) continue;
        ctx.report({
          at: comment.span,
          message: `Directives end at the first comment, empty line or instruction, so this \`${name}\` is a comment and has no effect.`,
          fix: () => ({
            title: 'Move it to the top',
            edits: [insert(place, comment.text.trimEnd() + lineBreakOf(text)), remove(wholeLines(text, comment.span))],
          }),
        });
      }
    },
  },
});
