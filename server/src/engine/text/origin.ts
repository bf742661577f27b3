import type { Span } from './span.js';

/**
 * Where a piece of text begins in its document. All spans of one piece hang on one origin, so that a piece whose text did
 * not change is carried into the next model by moving this number: no tree is built or copied again.
 */
export class Origin {
  offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  span(start: number, end: number): Span {
    return new AnchoredSpan(this, start, end);
  }
}

class AnchoredSpan implements Span {
  readonly #origin: Origin;
  readonly #start: number;
  readonly #end: number;

  constructor(origin: Origin, start: number, end: number) {
    this.#origin = origin;
    this.#start = start;
    this.#end = end;
  }

  get start(): number {
    return this.#origin.offset + this.#start;
  }

  get end(): number {
    return this.#origin.offset + this.#end;
  }

  toJSON(): Span {
    return { start: this.start, end: this.end };
  }
}

/** Whether a span moves with its text. */
export function isAnchored(span: Span): boolean {
  return span instanceof AnchoredSpan;
}
