import type { Part, Place } from './language.js';
import type { Span } from './text/span.js';

/** Where a finding stands in a part that outlives versions of its file. It is nowhere else when the part as a whole has moved. */
export class PartSpan implements Place {
  readonly #part: Part;
  #from: number;
  #to: number;

  constructor(part: Part, { start, end }: Span) {
    this.#part = part;
    this.#from = start - part.start;
    this.#to = end - part.start;
  }

  get start(): number {
    return this.#part.start + this.#from;
  }

  set start(offset: number) {
    this.#from = offset - this.#part.start;
  }

  get end(): number {
    return this.#part.start + this.#to;
  }

  set end(offset: number) {
    this.#to = offset - this.#part.start;
  }
}
