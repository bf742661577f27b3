import { indentationAt, lineBreakOf, lineStart } from '../../engine/text/lines.js';
import { insert, type Edit } from '../../engine/text/span.js';
import type { Instruction } from '../../languages/dockerfile/model.js';

/** Whole lines put between instructions. */

/** `line` above the instruction, and above the comment lines that speak of it. */
export function lineAbove(text: string, instruction: Instruction, line: string): Edit {
  const start = lineStart(text, instruction.span.start);
  let at = start;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*#(?!\s*(?:syntax|escape|check)\s*=)/i.test(text.slice(above, at))) break;
    at = above;
  }
  return insert(at, `${indentationAt(text, start)}${line}${lineBreakOf(text)}`);
}

/** `line` below the instruction; at the end of a file without a last line break the break comes first. */
export function lineBelow(text: string, instruction: Instruction, line: string): Edit {
  const eol = lineBreakOf(text);
  const next = text.indexOf('\n', instruction.span.end);
  const indent = indentationAt(text, instruction.span.start);
  return next === -1 ? insert(text.length, `${eol}${indent}${line}`) : insert(next + 1, `${indent}${line}${eol}`);
}
