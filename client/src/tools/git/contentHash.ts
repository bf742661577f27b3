import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Files beyond this are known by size and time. */
const readWhole = 8 << 20;
/** So much is read of all files together, about a second's work; the others are known by size and time as well. */
const readAltogether = 256 << 20;
/** A folder of more files than this is known by those nearest to its top, which is what people edit. */
const mostFiles = 20_000;
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', '__pycache__']);

/** A hash over files that takes a bounded time however much there is, and the same one for the same files. */
export class ContentHash {
  readonly #hash = createHash('sha256');
  readonly #signal: AbortSignal | undefined;
  #left = readAltogether;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  text(text: string): this {
    this.#hash.update(text).update('\0');
    return this;
  }

  /** `name` is what the file is known by, with slashes on every system. */
  async file(path: string, name: string): Promise<void> {
    this.#signal?.throwIfAborted();
    this.#hash.update(`\0${name.replaceAll(sep, '/')}\0`);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isFile()) return;
    if (found.size > readWhole || found.size > this.#left) {
      this.#hash.update(`${found.size} ${found.mtimeMs}`);
      return;
    }
    this.#left -= found.size;
    try {
      for await (const chunk of createReadStream(path, { signal: this.#signal })) this.#hash.update(chunk as Buffer);
    } catch {
      this.#signal?.throwIfAborted();
      // A file that goes away meanwhile is a change that the next build sees.
      this.#hash.update('gone');
    }
  }

  async folder(folder: string): Promise<void> {
    const paths: string[] = [];
    const folders = [''];
    for (let at = folders.shift(); at !== undefined && paths.length < mostFiles; at = folders.shift()) {
      this.#signal?.throwIfAborted();
      const entries = await entriesOf(join(folder, at));
      const below = (name: string): string => (at === '' ? name : `${at}${sep}${name}`);
      folders.push(...entries.filter((entry) => entry.isDirectory() && !skipped.has(entry.name)).map(({ name }) => below(name)));
      paths.push(...entries.filter((entry) => entry.isFile()).map(({ name }) => below(name)));
    }
    for (const path of paths.slice(0, mostFiles)) await this.file(join(folder, path), path);
  }

  /** Hexadecimal digits, so many. */
  digest(length: number): string {
    return this.#hash.digest('hex').slice(0, length);
  }
}

/** By name: file systems have orders of their own. One folder of very many entries is read to a bound, too. */
async function entriesOf(folder: string) {
  const opened = await opendir(folder).catch(() => undefined);
  if (opened === undefined) return [];
  const entries = [];
  for await (const entry of opened) if (entries.push(entry) >= 5 * mostFiles) break;
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
