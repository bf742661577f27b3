/** A line on the terminal that says how far a long run is; nothing where nobody watches, nothing for a short run. */
export class Progress {
  readonly #stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  readonly #now: () => number;
  readonly #started: number;
  readonly #isShown: boolean;
  #count = 0;
  #next = 1000;
  #drawn = false;

  /** `now` is a clock in milliseconds. */
  constructor(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now: () => number = Date.now) {
    this.#stream = stream;
    this.#now = now;
    this.#started = now();
    this.#isShown = stream.isTTY === true;
  }

  at(path: string): void {
    this.#count++;
    const elapsed = this.#now() - this.#started;
    if (!this.#isShown || elapsed < this.#next) return;
    this.#next = elapsed + 100;
    this.#drawn = true;
    this.#stream.write(`\r\u001b[K${this.#count} files, ${path.slice(-60)}`);
  }

  clear(): void {
    if (this.#drawn) this.#stream.write('\r\u001b[K');
    this.#drawn = false;
  }
}
