import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { noWorkspace, type WorkspaceView } from '../engine/facts/facts.js';
import type { Surroundings } from '../engine/rule/define.js';
import { ShippedData } from './kubernetesData.js';

/** Files beside documents. Looks are remembered until `forget`, or for `lifetime` milliseconds where nobody watches the disk. */
export class Disk {
  readonly #lifetime: () => number;
  readonly #overlay: (path: string) => string | undefined;
  /** Shipped data is no part of the workspace, but it is read from the same disk. */
  readonly data: ShippedData;
  readonly #looks = new Map<string, { readonly value: unknown; readonly until: number }>();

  /** `overlay` answers with the unsaved text of an open document. */
  constructor(options: {
    readonly lifetime: () => number;
    readonly overlay?: (path: string) => string | undefined;
    readonly data?: ShippedData;
  }) {
    this.data = options.data ?? new ShippedData();
    this.#lifetime = options.lifetime;
    this.#overlay = options.overlay ?? (() => undefined);
  }

  /** Whether somebody tells when a file changes. */
  get isWatched(): boolean {
    return this.#lifetime() === Number.POSITIVE_INFINITY;
  }

  forget(): void {
    this.#looks.clear();
  }

  /** The surroundings of the document at `path`; `recordRead` hears of each file that was looked at. */
  around(path: string, workspace: WorkspaceView = noWorkspace, recordRead?: (path: string) => void): Surroundings {
    const folder = dirname(path);
    const at = (relative: string): string => {
      const found = resolve(folder, relative);
      recordRead?.(found);
      return found;
    };
    return {
      fileName: basename(path),
      workspace,
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
      data: (reader) => this.data.get(reader),
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

/** For languages that tell their files by what stands beside them. */
export function isOnDisk(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A document that has no place on disk: nothing is known of what lies beside it, and only `data` of what ships with the product. */
export function nowhere(fileName: string, data?: ShippedData): Surroundings {
  return {
    fileName,
    workspace: noWorkspace,
    read: () => undefined,
    exists: () => undefined,
    list: () => undefined,
    data: (reader) => data?.get(reader),
  };
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
