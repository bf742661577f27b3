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
  const [only] = chunk.lines;
  if (only !== undefined && chunk.lines.length === 1) {
    const start = Math.max(from, only.span.start);
    return new LogicalLine(source.slice(start, only.span.end), origin, start);
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
  // Without the room that an array has for more: they live long.
  return new LogicalLines(text, origin, from, logicalStarts.slice(), sourceStarts.slice());
}

// Classes and no closures: each instruction has one, and keeps it.

class LogicalLine implements Logical {
  readonly text: string;
  readonly #origin: Origin;
  readonly #start: number;

  constructor(text: string, origin: Origin, start: number) {
    this.text = text;
    this.#origin = origin;
    this.#start = start;
  }

  at(offset: number): number {
    return this.#origin.offset + this.#start + offset;
  }

  relative(offset: number): number {
    return this.#start + offset;
  }

  span(start: number, end: number): Span {
    return this.#origin.span(this.#start + start, this.#start + end);
  }
}

class LogicalLines implements Logical {
  readonly text: string;
  readonly #origin: Origin;
  readonly #from: number;
  /** Where each line begins, in `text` and in the source. */
  readonly #logicalStarts: readonly number[];
  readonly #sourceStarts: readonly number[];

  constructor(text: string, origin: Origin, from: number, logicalStarts: readonly number[], sourceStarts: readonly number[]) {
    this.text = text;
    this.#origin = origin;
    this.#from = from;
    this.#logicalStarts = logicalStarts;
    this.#sourceStarts = sourceStarts;
  }

  at(offset: number): number {
    return this.#origin.offset + this.relative(offset);
  }

  relative(offset: number): number {
    let low = 0;
    let high = this.#logicalStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#logicalStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#sourceStarts[low] ?? this.#from) + offset - (this.#logicalStarts[low] ?? 0);
  }

  span(start: number, end: number): Span {
    const first = this.relative(start);
    return this.#origin.span(first, end <= start ? first : this.relative(end - 1) + 1);
  }
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
