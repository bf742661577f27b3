import { defineRule } from '../../engine/rule/define.js';
import type { Fix } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { UnknownInstruction } from '../../languages/dockerfile/model.js';
import { keywords, nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './unknown-instruction.md';

export default defineRule({
  id: 'dockerfile/unknown-instruction',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:UNKNOWN_INSTRUCTION',
    'dockerfilelint:invalid_command',
    'dockerfilelint:invalid_line',
    'tally:tally/unknown-instruction',
    'tally:tally/invalid-onbuild-trigger',
  ],
  fix: 'review',
  page,
  check: {
    Unknown(instruction, ctx) {
      const { keyword, onbuild } = instruction;
      // `ONBUILD FROM` is known and forbidden: that has a rule of its own.
      if (keyword.text === '' || keyword.text.toUpperCase() === 'FROM') return;
      const near = nearest(keyword.text, keywords);
      const what = onbuild === undefined ? 'is no instruction, and the build fails here' : 'is no instruction that ONBUILD could run';
      ctx.report({
        at: keyword.span,
        message: `\`${keyword.text}\` ${what}${near === undefined ? '' : `; \`${near}\` is one`}.`,
        fix: () => fixes(instruction, near, ctx.text),
      });
    },
  },
});

function fixes({ keyword, span, before, onbuild }: UnknownInstruction, near: string | undefined, text: string): Fix[] {
  const found: Fix[] = [];
  if (near !== undefined) found.push({ title: `Change to \`${near}\``, edits: [replace(keyword.span, near)] });
  // A line that begins like the rest of a command: the line above has lost its backslash.
  const start = lineStart(text, span.start);
  const endAbove = start === 0 ? -1 : lineEnd(text, lineStart(text, start - 1));
  const above = endAbove === -1 ? '' : text.slice(lineStart(text, endAbove), endAbove);
  if (near === undefined && onbuild === undefined && before.shell.posix && above.trim() !== '' && !/^\s*#/.test(above))
    found.push({ title: 'Continue the line above with a backslash', edits: [insert(endAbove, ' \\')] });
  return found;
}
