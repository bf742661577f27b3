import { defineRule } from '../../engine/rule/define.js';
import { insert, remove, type Span } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
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
        const above = instructions[i - 1] as Instruction;
        const below = instructions[i] as Instruction;
        const isSame = above.kind === below.kind;
        if (hasEmptyLine(text, above.span.end, below.span.start) !== isSame) continue;
        if (isSame && gapBetween(text, above, below).isHeaded) continue;
        ctx.report({
          at: below.keyword.span,
          message: isSame
            ? `An empty line parts this \`${below.keyword.text}\` from the one above.`
            : `No empty line parts \`${below.keyword.text}\` from \`${above.keyword.text}\`.`,
          fix: () => {
            const { empty, top } = gapBetween(text, above, below);
            return isSame
              ? { title: 'Remove the empty line', edits: [remove(empty)] }
              : { title: 'Insert an empty line', edits: [insert(top, lineBreakOf(text))] };
          },
        });
      }
    },
  },
});

/** Read character by character: it is asked of all neighbours of the file at every key. */
function hasEmptyLine(text: string, from: number, to: number): boolean {
  let isBlank = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === lineFeed) {
      if (isBlank) return true;
      isBlank = true;
    } else if (code !== space && code !== tab && code !== carriageReturn) isBlank = false;
  }
  return false;
}

const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32] as const;

interface Gap {
  /** From the line below the first instruction to the first comment, else to the second instruction. */
  readonly empty: Span;
  /** Where an empty line would be put. */
  readonly top: number;
  /** A comment that stands by itself heads what follows; one right above an instruction belongs to it. */
  readonly isHeaded: boolean;
}

function gapBetween(text: string, above: Instruction, below: Instruction): Gap {
  const from = above.span.end;
  const to = below.span.start;
  const start = text.indexOf('\n', from) + 1;
  // Between instructions a line that begins with a number sign is a comment.
  const comment = /^[ \t]*#.*$/m.exec(text.slice(from, to));
  if (comment === null) {
    const end = lineStart(text, to);
    return { empty: { start, end }, top: end, isHeaded: false };
  }
  const end = from + comment.index;
  return { empty: { start, end }, top: start, isHeaded: start >= end || hasEmptyLine(text, end + comment[0].length, to) };
}
