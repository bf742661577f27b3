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
  readonly #texts = new Map<string, Look>();
  /** What is there, by the folder that is looked into. */
  readonly #looks = new Map<string, Map<string, Look>>();

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

  /** Everything, or texts and what is there in one folder; where nobody tells of changes everything all the same. */
  forget(folder?: string): void {
    this.#texts.clear();
    if (folder === undefined || !this.isWatched) return this.#looks.clear();
    this.#looks.delete(folder);
    // Where a file is opened there is a folder: a listing above that does not have it is older than it.
    for (let at = folder; dirname(at) !== at; at = dirname(at)) {
      const names = this.#looks.get(dirname(at))?.get('names')?.value as ReadonlySet<string> | undefined;
      if (names?.has(comparable(basename(at))) === false) this.#looks.delete(dirname(at));
    }
  }

  /** The surroundings of the document at `path`; `recordRead` hears of each file that was looked at. */
  around(path: string, workspace: WorkspaceView = noWorkspace, recordRead?: (path: string) => void): Surroundings {
    const folder = dirname(path);
    const at = (relative: string): string => {
      const found = resolve(folder, relative);
      recordRead?.(found);
      return found;
    };
    let made: Map<unknown, unknown> | undefined;
    return {
      fileName: basename(path),
      workspace,
      once(make) {
        made ??= new Map();
        if (!made.has(make)) made.set(make, make(this));
        return made.get(make) as ReturnType<typeof make>;
      },
      read: (relative) => {
        const file = at(relative);
        return this.#overlay(file) ?? this.#look(this.#texts, file, () => (this.#lacks(file) ? undefined : readSmallFile(file)));
      },
      exists: (relative) => {
        const file = at(relative);
        return (
          this.#overlay(file) !== undefined ||
          this.#look(
            this.#in(dirname(file)),
            `exists ${file}`,
            () => !this.#lacks(file) && statSync(file, { throwIfNoEntry: false }) !== undefined,
          )
        );
      },
      list: (relative) => this.#list(at(relative)),
      data: (reader) => this.data.get(reader),
    };
  }

  #list(path: string): readonly string[] | undefined {
    return this.#look(this.#in(path), 'list', () => (this.#lacks(path) ? undefined : listFolder(path)));
  }

  /**
   * Whether the listing of the folder shows that nothing has the path. Rules look for a handful of files that most folders do not
   * have: one listing costs less than a look for each, and it is asked for anyway.
   */
  #lacks(path: string): boolean {
    const folder = dirname(path);
    // Without somebody who tells of changes a listing grows old at once, and a large folder would be listed at every key. In the
    // root what looks like a name may be a drive or a share.
    if (!this.isWatched || dirname(folder) === folder) return false;
    const names = this.#look(this.#in(folder), 'names', () => {
      const listed = this.#list(folder);
      return listed === undefined ? undefined : new Set(listed.map((name) => comparable(name.endsWith('/') ? name.slice(0, -1) : name)));
    });
    // A folder that cannot be listed may still have files that can be read.
    if (names === undefined) return this.#lacks(folder);
    return !names.has(comparable(basename(path)));
  }

  #in(folder: string): Map<string, Look> {
    let looks = this.#looks.get(folder);
    if (looks === undefined) this.#looks.set(folder, (looks = new Map()));
    return looks;
  }

  #look<T>(looks: Map<string, Look>, key: string, look: () => T): T | undefined {
    const now = Date.now();
    const known = looks.get(key);
    if (known !== undefined && known.until > now) return known.value as T;
    let value: T | undefined;
    try {
      value = look();
    } catch {
      value = undefined;
    }
    looks.set(key, { value, until: now + this.#lifetime() });
    return value;
  }
}

interface Look {
  readonly value: unknown;
  readonly until: number;
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

/** Disks that take case and forms of letters for the same say themselves whether a name fits. */
const comparable = (name: string): string => name.normalize('NFC').toLowerCase();
