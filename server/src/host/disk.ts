import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
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
  readonly #texts = new Map<string, Look<string>>();
  /** What is there, by the folder that is looked into. */
  readonly #folders = new Map<string, FolderLooks>();
  readonly #learned = new Map<string, Learned>();

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
    if (folder === undefined || !this.isWatched) {
      this.#folders.clear();
      this.#learned.clear();
      return;
    }
    this.#folders.delete(folder);
    // Where a file is opened there is a folder: a listing above that does not have it is older than it.
    for (let at = folder, above = dirname(at); above !== at; at = above, above = dirname(at)) {
      const names = this.#folders.get(above)?.list?.value?.names;
      if (names !== undefined && !hasName(names, at)) this.#folders.delete(above);
    }
  }

  /**
   * Somebody who went through the folders listed this one: it is not listed again for as long as it has not changed. Where nobody
   * tells of changes nothing is kept.
   */
  learn(folder: string, entries: readonly Dirent[]): void {
    if (!this.isWatched) return;
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found === undefined || Date.now() - found.mtimeMs < coarsestClock) return;
    this.#learned.set(resolve(folder), { listing: listingOf(entries), changed: found.mtimeMs, inode: found.ino });
  }

  /** Whether something is at the path, on disk. */
  isThere(path: string): boolean {
    return (
      !this.#lacks(path) &&
      this.#look(this.#in(dirname(path)).there, path, () => statSync(path, { throwIfNoEntry: false }) !== undefined) === true
    );
  }

  /** The surroundings of the document at `path`; `recordRead` hears of each file that was looked at. */
  around(path: string, workspace: WorkspaceView = noWorkspace, recordRead?: (path: string) => void): Surroundings {
    const folder = dirname(path);
    // Rules ask for the same few names again and again.
    const asked = new Map<string, string>();
    const at = (relative: string): string => {
      let found = asked.get(relative);
      if (found === undefined) {
        asked.set(relative, (found = resolve(folder, relative)));
        recordRead?.(found);
      }
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
        return this.#overlay(file) ?? (this.#lacks(file) ? undefined : this.#look(this.#texts, file, () => readSmallFile(file)));
      },
      exists: (relative) => {
        const file = at(relative);
        return this.#overlay(file) !== undefined || this.isThere(file);
      },
      list: (relative) => this.#list(at(relative))?.list,
      data: (reader) => this.data.get(reader),
    };
  }

  #list(path: string): Listing | undefined {
    const looks = this.#in(path);
    const now = Date.now();
    if (looks.list === undefined || looks.list.until <= now)
      looks.list = { value: attempt(() => this.#listNow(path)), until: now + this.#lifetime() };
    return looks.list.value;
  }

  #listNow(path: string): Listing | undefined {
    const learned = this.#learned.get(path);
    if (learned !== undefined) {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found?.mtimeMs === learned.changed && found.ino === learned.inode) return learned.listing;
      this.#learned.delete(path);
    }
    return this.#lacks(path) ? undefined : listingOf(readdirSync(path, { withFileTypes: true }));
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
    const names = this.#list(folder)?.names;
    // A folder that cannot be listed may still have files that can be read.
    return names === undefined ? this.#lacks(folder) : !hasName(names, path);
  }

  #in(folder: string): FolderLooks {
    let looks = this.#folders.get(folder);
    if (looks === undefined) this.#folders.set(folder, (looks = new FolderLooks()));
    return looks;
  }

  #look<T>(looks: Map<string, Look<T>>, key: string, look: () => T | undefined): T | undefined {
    const now = Date.now();
    const known = looks.get(key);
    if (known !== undefined && known.until > now) return known.value;
    const value = attempt(look);
    looks.set(key, { value, until: now + this.#lifetime() });
    return value;
  }
}

interface Look<T> {
  readonly value: T | undefined;
  readonly until: number;
}

class FolderLooks {
  list: Look<Listing> | undefined;
  #there: Map<string, Look<boolean>> | undefined;

  /** Most folders are asked for nothing that they have. */
  get there(): Map<string, Look<boolean>> {
    return (this.#there ??= new Map());
  }
}

interface Listing {
  /** As `Surroundings.list` tells it. */
  readonly list: readonly string[];
  /** As disks compare names. */
  readonly names: readonly string[] | ReadonlySet<string>;
}

/** A listing with the folder as it was then. */
interface Learned {
  readonly listing: Listing;
  /** Milliseconds, as the file system has it. */
  readonly changed: number;
  readonly inode: number;
}

/** Milliseconds. File systems tell times in steps of up to this: of a folder that changed just now, one more change may not show. */
const coarsestClock = 2000;

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

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** In so few names looking through all is as good as a set, which takes ten times the room. */
const fewNames = 12;

function listingOf(entries: readonly Dirent[]): Listing {
  const names = entries.map(({ name }) => comparable(name));
  return {
    list: entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
    names: names.length > fewNames ? new Set(names) : names,
  };
}

function hasName(names: readonly string[] | ReadonlySet<string>, path: string): boolean {
  const name = comparable(basename(path));
  return names instanceof Set ? names.has(name) : (names as readonly string[]).includes(name);
}

/** Disks that take case and forms of letters for the same say themselves whether a name fits. */
const comparable = (name: string): string => name.normalize('NFC').toLowerCase();
