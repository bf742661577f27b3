/** A line on the terminal that says how far a long run is; nothing where nobody watches, nothing for a short run. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = Date.now();
  readonly #isShown: boolean;
  #count = 0;
  #next = 1000;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#isShown = stream.isTTY === true;
  }

  at(path: string): void {
    this.#count++;
    const elapsed = Date.now() - this.#started;
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
