import { defineRule } from '../../engine/rule/define.js';
import type { Heredoc } from '../../languages/dockerfile/model.js';
import { replace, insert, type Span } from '../../engine/text/span.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import page from './heredoc-terminator-indented.md';

export default defineRule({
  id: 'dockerfile/heredoc-terminator-indented',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:SC1040', 'tally:shellcheck/SC1040'],
  fix: 'review',
  page,
  check: {
    Instruction({ heredocs, onbuild }, ctx) {
      if (heredocs.length === 0 || onbuild !== undefined) return;
      for (const heredoc of heredocs) {
        if (heredoc.terminator !== undefined) continue;
        const line = indentedTerminator(heredoc, ctx.text);
        const at = line ?? heredoc.operator;
        ctx.report({
          at,
          message:
            line === undefined
              ? `The here-document \`${heredoc.delimiter}\` has no closing line, so it swallows the rest of the file.`
              : `This line does not close the here-document, because of the blanks around \`${heredoc.delimiter}\`; it swallows the rest of the file.`,
          fix: () =>
            line === undefined
              ? {
                  title: `Close it at the end of the file`,
                  edits: [
                    insert(
                      ctx.text.length,
                      `${ctx.text.endsWith('\n') ? '' : lineBreakOf(ctx.text)}${heredoc.delimiter}${lineBreakOf(ctx.text)}`,
                    ),
                  ],
                }
              : { title: 'Remove the blanks', edits: [replace(line, heredoc.delimiter)] },
        });
        return;
      }
    },
  },
});

/** The first line that holds the delimiter and blanks alone. */
function indentedTerminator({ body, delimiter }: Heredoc, text: string): Span | undefined {
  let start = body.start;
  for (const line of text.slice(body.start, body.end).split('\n')) {
    if (line.trim() === delimiter && delimiter !== '') return { start, end: start + line.replace(/\r$/, '').length };
    start += line.length + 1;
  }
  return undefined;
}
