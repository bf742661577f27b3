import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Surroundings } from '../engine/rule/define.js';

/** Files beside documents. Looks are remembered until `forget`, or for `lifetime` milliseconds where nobody watches the disk. */
export class Disk {
  readonly #lifetime: () => number;
  readonly #overlay: (path: string) => string | undefined;
  readonly #looks = new Map<string, { readonly value: unknown; readonly until: number }>();

  /** `overlay` answers with the unsaved text of an open document. */
  constructor(options: { readonly lifetime: () => number; readonly overlay?: (path: string) => string | undefined }) {
    this.#lifetime = options.lifetime;
    this.#overlay = options.overlay ?? (() => undefined);
  }

  forget(): void {
    this.#looks.clear();
  }

  /** The surroundings of the document at `path`; `recordRead` hears of each file that was looked at. */
  around(path: string, recordRead?: (path: string) => void): Surroundings {
    const folder = dirname(path);
    const at = (relative: string): string => {
      const found = resolve(folder, relative);
      recordRead?.(found);
      return found;
    };
    return {
      fileName: basename(path),
      read: (relative) => {
        const file = at(relative);
        return this.#overlay(file) ?? this.#look(`read ${file}`, () => readSmallFile(file));
      },
      exists: (relative) => {
        const file = at(relative);
        return (
          this.#overlay(file) !== undefined || this.#look(`exists ${file}`, () => statSync(file, { throwIfNoEntry: false }) !== undefined)
        );
      },
      list: (relative) => this.#look(`list ${at(relative)}`, () => listFolder(resolve(folder, relative))),
    };
  }

  #look<T>(key: string, look: () => T): T | undefined {
    const now = Date.now();
    const known = this.#looks.get(key);
    if (known !== undefined && known.until > now) return known.value as T;
    let value: T | undefined;
    try {
      value = look();
    } catch {
      value = undefined;
    }
    this.#looks.set(key, { value, until: now + this.#lifetime() });
    return value;
  }
}

/** A document that has no place on disk: nothing is known of what lies beside it. */
export function nowhere(fileName: string): Surroundings {
  return { fileName, read: () => undefined, exists: () => undefined, list: () => undefined };
}

/** Files of this size are not what rules look for. */
const largestRead = 1 << 20;

function readSmallFile(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size > largestRead) return undefined;
  return readFileSync(path, 'utf8');
}

function listFolder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}
