import type { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import type { Chunk } from './chunks.js';

/**
 * An instruction's text as Docker reads it: continued lines joined, comment lines and empty lines gone,
 * with the way back to the document.
 */
export interface Logical {
  readonly text: string;
  /** Offset in the document of the character at `offset` of the logical text. */
  at(offset: number): number;
  /** The same, counted from the instruction's start. */
  relative(offset: number): number;
  /** Document span of `start..end`; its end is just behind the last character, not at the next line's first. */
  span(start: number, end: number): Span;
}

/**
 * The logical text of the chunk's lines from offset `from` on. `source` and the chunk are relative to the instruction's
 * start; `at` and `span` answer in the document, through `origin`.
 */
export function logicalText(source: string, chunk: Chunk, origin: Origin, from = 0): Logical {
  const only = chunk.lines.length === 1 ? chunk.lines[0] : undefined;
  if (only !== undefined) {
    const start = Math.max(from, only.span.start);
    return {
      text: source.slice(start, only.span.end),
      at: (offset) => origin.offset + start + offset,
      relative: (offset) => start + offset,
      span: (a, b) => origin.span(start + a, start + b),
    };
  }
  let text = '';
  const logicalStarts: number[] = [];
  const sourceStarts: number[] = [];
  for (const { span } of chunk.lines) {
    if (span.end < from) continue;
    const start = Math.max(from, span.start);
    logicalStarts.push(text.length);
    sourceStarts.push(start);
    text += source.slice(start, span.end);
  }
  const relative = (offset: number): number => {
    let low = 0;
    let high = logicalStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((logicalStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (sourceStarts[low] ?? from) + offset - (logicalStarts[low] ?? 0);
  };
  return {
    text,
    relative,
    at: (offset) => origin.offset + relative(offset),
    span: (a, b) => (b <= a ? origin.span(relative(a), relative(a)) : origin.span(relative(a), relative(b - 1) + 1)),
  };
}

/**
 * The instruction's text in `span` (relative to its start), same length, in a form that a shell parser reads with the same offsets:
 * comment lines and empty lines between continued lines are blanked, and so is everything that is not the instruction's.
 */
export function shellText(source: string, chunk: Chunk, span: Span): string {
  let out = '';
  let at = span.start;
  for (const line of chunk.lines) {
    if (line.span.end < span.start) continue;
    const start = Math.max(line.span.start, span.start);
    // What lies between two lines that count: comments, empty lines, the escape character.
    if (start > at) out += ' '.repeat(start - at);
    const stop = Math.min(line.span.end, span.end);
    if (stop > start) out += source.slice(start, stop);
    at = Math.max(start, stop);
    if (line.continuation !== undefined && line.continuation.end <= span.end) {
      const { start: mark, end } = line.continuation;
      // A shell joins lines at backslash-newline only, so blanks and a carriage return move before it.
      out += end - mark >= 2 ? `${' '.repeat(end - mark - 2)}\\\n` : ' '.repeat(end - mark);
      at = end;
    }
  }
  return out.padEnd(span.end - span.start, ' ').slice(0, span.end - span.start);
}

/** A text that is its own document. */
export function plainText(text: string): Logical {
  return { text, at: (offset) => offset, relative: (offset) => offset, span: (start, end) => ({ start, end }) };
}
