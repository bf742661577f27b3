import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataReader } from '../engine/rule/define.js';

/**
 * Data files that lie beside the bundle, `dist/kubernetes.json` and such. Read when somebody first asks, kept for the life of the
 * process together with what readers made of them. A file that is missing is told once; who asks for it then gets undefined.
 */
export class ShippedData {
  readonly #folder: string;
  readonly #tell: (message: string) => void;
  readonly #files = new Map<string, unknown>();
  readonly #made = new Map<DataReader<unknown>, unknown>();

  constructor(folder = besideBundle(), tell: (message: string) => void = (message) => void process.stderr.write(`slipway: ${message}\n`)) {
    this.#folder = folder;
    this.#tell = tell;
  }

  /** What `reader` makes of its file, the same value each time. */
  get<T>(reader: DataReader<T>): T | undefined {
    if (this.#made.has(reader)) return this.#made.get(reader) as T | undefined;
    const data = this.#file(reader.name);
    const value = data === undefined ? undefined : reader.read(data, (name) => this.#file(name));
    this.#made.set(reader, value);
    return value;
  }

  #file(name: string): unknown {
    if (!this.#files.has(name)) this.#files.set(name, this.#read(join(this.#folder, `${name}.json`)));
    return this.#files.get(name);
  }

  #read(path: string): unknown {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      this.#tell(`${path} cannot be read, so rules that need it are silent (${error instanceof Error ? error.message : String(error)})`);
      return undefined;
    }
  }
}

/** The product's bundles are CommonJS and know their folder; tests are modules and run in the project's root. */
function besideBundle(): string {
  return typeof __dirname === 'string' ? __dirname : join(process.cwd(), 'dist');
}
