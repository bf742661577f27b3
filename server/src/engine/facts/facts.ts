import type { Span } from '../text/span.js';

/** What each kind of fact says; languages add theirs: `service: { … }`. Data is plain, small, and free of positions. */
// oxlint-disable-next-line no-empty-interface
export interface FactData {}
export type FactKind = keyof FactData;

/** Something that a file tells the others. */
export interface Fact<K extends FactKind = FactKind> {
  readonly kind: K;
  /** What it is asked for by: an image's repository, `namespace/name` of an object, the path of a Dockerfile. */
  readonly key: string;
  readonly data: FactData[K];
  /** Where the file says so. An edit that only moves it is none for those who read the fact. */
  readonly at: Span;
}

export interface PlacedFact<K extends FactKind = FactKind> extends Fact<K> {
  /** Absolute path of the file that says so, with slashes. */
  readonly path: string;
}

/** The workspace as rules see it. Every question is recorded: the answer's change is what makes a rule run again. */
export interface WorkspaceView {
  /** False while files are still being read, and where there is no workspace: then what is not found may well be there. */
  readonly complete: boolean;
  /** Absolute path of the document, with slashes; undefined for text that is no file. */
  readonly path: string | undefined;
  /** The folder of the workspace that holds the document, with slashes; undefined where none is known. */
  readonly root?: string | undefined;
  find<K extends FactKind>(kind: K, key: string): readonly PlacedFact<K>[];
  all<K extends FactKind>(kind: K): readonly PlacedFact<K>[];
  /** Whether any file tells facts of the kind: one question in the place of many that nobody can answer. Where it is not told, one may. */
  tells?(kind: FactKind): boolean;
  /** An absolute path as seen from the document's folder, as related places and fixes want it. */
  relative(path: string): string;
  /** What `make` makes of this view, once for all rules that ask; a constant function. */
  once?<T>(make: (view: WorkspaceView) => T): T;
}

/** A workspace of which nothing is known. */
export const noWorkspace: WorkspaceView = { complete: false, path: undefined, find: () => [], all: () => [], relative: (path) => path };

/** What is asked by kind and key, or by kind alone. */
export type FactQuestion = string;
export const question = (kind: string, key?: string): FactQuestion => (key === undefined ? kind : `${kind}\n${key}`);

/** Whether there is anything of a kind. No key begins so. */
const presence = (kind: string): FactQuestion => question(kind, '\n?');

/** Questions whose askers leave out what their own file says: that it says something else is no news to itself. */
export function isOfOthers(asked: FactQuestion): boolean {
  return asked.startsWith('app.object\n');
}

/** The facts of all files. An update tells which questions have another answer now. */
export class FactStore {
  readonly #files = new Map<string, readonly Fact[]>();
  /** What the facts of a file were read from, where somebody says it. */
  readonly #sources = new Map<string, string>();
  readonly #prints = new WeakMap<object, number>();
  /** Paths of the files that say something; most keys are said by one alone, and a set for each would be most of the store. */
  readonly #byKind = new Map<string, Map<string, string | Set<string>>>();
  /** What was answered to those who asked whether there is anything of a kind. */
  readonly #told = new Map<string, boolean>();
  /** False while a scan is going on. */
  complete = false;
  /** The folders of the workspace, absolute, with slashes. */
  roots: readonly string[] = [];
  readonly #isWatched: boolean;

  /** `isWatched`: somebody wants to know what changes. A program that reads everything once saves the room. */
  constructor({ isWatched = true }: { readonly isWatched?: boolean } = {}) {
    this.#isWatched = isWatched;
  }

  get size(): number {
    return this.#files.size;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  paths(): IterableIterator<string> {
    return this.#files.keys();
  }

  /** Whether what is known of the file was read from this; see `sourceOf`. */
  isFrom(path: string, source: string): boolean {
    return this.#sources.get(path) === source;
  }

  /** Takes the facts of a file; none or `undefined` means that it says nothing any more. `source` is what they were read from. */
  set(path: string, facts: readonly Fact[] | undefined, source?: string): Set<FactQuestion> {
    if (source === undefined) this.#sources.delete(path);
    else this.#sources.set(path, source);
    const before = this.#files.get(path) ?? noFacts;
    const after = facts ?? noFacts;
    if (after.length === 0) this.#files.delete(path);
    else this.#files.set(path, after);
    const { old, fresh, hasOtherKeys } = this.#differing(before, after);
    if (hasOtherKeys) {
      for (const { kind, key } of old) this.#displace(kind, key, path);
      // What went here may be said again elsewhere in the file.
      for (const { kind, key } of old.length === 0 ? fresh : after) this.#place(kind, key, path);
    }
    if (!this.#isWatched) return new Set();
    const changed = changedQuestions(old, fresh, this.#prints);
    if (hasOtherKeys)
      for (const [kind, told] of this.#told) {
        const tells = this.#tells(kind);
        if (tells === told) continue;
        this.#told.set(kind, tells);
        changed.add(presence(kind));
      }
    return changed;
  }

  #tells(kind: string): boolean {
    return (this.#byKind.get(kind)?.size ?? 0) > 0;
  }

  #place(kind: string, key: string, path: string): void {
    let keys = this.#byKind.get(kind);
    if (keys === undefined) this.#byKind.set(kind, (keys = new Map()));
    const paths = keys.get(key);
    if (paths === undefined) keys.set(key, path);
    else if (paths instanceof Set) paths.add(path);
    else if (paths !== path) keys.set(key, new Set([paths, path]));
  }

  #displace(kind: string, key: string, path: string): void {
    const keys = this.#byKind.get(kind);
    const paths = keys?.get(key);
    if (paths instanceof Set) {
      paths.delete(path);
      if (paths.size === 0) keys?.delete(key);
    } else if (paths === path) keys?.delete(key);
  }

  /** Facts that are not what they were; nearly every key changes a few at most. */
  #differing(
    before: readonly Fact[],
    after: readonly Fact[],
  ): { readonly old: readonly Fact[]; readonly fresh: readonly Fact[]; readonly hasOtherKeys: boolean } {
    const isSame = (one: Fact | undefined, other: Fact | undefined): boolean =>
      one === other ||
      (one !== undefined && other !== undefined && one.kind === other.kind && one.key === other.key && isSameData(one.data, other.data));
    if (before.length === after.length) {
      const old = before.filter((fact, i) => !isSame(fact, after[i]));
      const fresh = old.length === 0 ? noFacts : after.filter((fact, i) => !isSame(fact, before[i]));
      const hasOtherKeys = old.some(({ kind, key }, i) => fresh[i]?.kind !== kind || fresh[i].key !== key);
      return { old, fresh, hasOtherKeys };
    }
    const shorter = Math.min(before.length, after.length);
    let front = 0;
    while (front < shorter && isSame(before[front], after[front])) front++;
    let back = 0;
    while (back < shorter - front && isSame(before[before.length - 1 - back], after[after.length - 1 - back])) back++;
    return { old: before.slice(front, before.length - back), fresh: after.slice(front, after.length - back), hasOtherKeys: true };
  }

  find<K extends FactKind>(kind: K, key: string): PlacedFact<K>[] {
    const found: PlacedFact<K>[] = [];
    const holders = this.#byKind.get(kind)?.get(key);
    if (holders === undefined) return found;
    for (const path of typeof holders === 'string' ? [holders] : [...holders].sort()) {
      for (const fact of this.#files.get(path) ?? [])
        if (fact.kind === kind && fact.key === key) found.push({ ...(fact as Fact<K>), path });
    }
    return found;
  }

  all<K extends FactKind>(kind: K): PlacedFact<K>[] {
    const paths = new Set<string>();
    for (const holders of this.#byKind.get(kind)?.values() ?? []) {
      if (typeof holders === 'string') paths.add(holders);
      else for (const path of holders) paths.add(path);
    }
    return [...paths]
      .sort()
      .flatMap((path) => (this.#files.get(path) ?? []).flatMap((fact) => (fact.kind === kind ? [{ ...(fact as Fact<K>), path }] : [])));
  }

  /** The view of the document at `path`; `record` hears of every question. */
  view(path: string | undefined, record: (asked: FactQuestion) => void = () => undefined): WorkspaceView {
    const folder = path === undefined ? undefined : path.slice(0, path.lastIndexOf('/'));
    const isComplete = (): boolean => this.complete;
    let made: Map<unknown, unknown> | undefined;
    return {
      get complete() {
        // Whether the scan is over is an answer too: it changes once.
        record(completeness);
        return isComplete();
      },
      path,
      root: this.roots.find((root) => path?.startsWith(`${root}/`)),
      find: (kind, key) => {
        record(question(kind, key));
        return this.find(kind, key);
      },
      all: (kind) => {
        record(question(kind));
        return this.all(kind);
      },
      tells: (kind) => {
        record(presence(kind));
        const tells = this.#tells(kind);
        if (this.#isWatched) this.#told.set(kind, tells);
        return tells;
      },
      relative: (other) => (folder === undefined ? other : relativePath(folder, other)),
      once(make) {
        made ??= new Map();
        if (!made.has(make)) made.set(make, make(this));
        return made.get(make) as ReturnType<typeof make>;
      },
    };
  }
}

/** The question whether all files have been read. */
export const completeness: FactQuestion = '?';

const noFacts: readonly Fact[] = [];

/** Questions that these facts answer otherwise than those did. */
function changedQuestions(old: readonly Fact[], fresh: readonly Fact[], known: WeakMap<object, number>): Set<FactQuestion> {
  const changed = new Set<FactQuestion>();
  if (old.length === 0 || fresh.length === 0) {
    // Everything that is said for the first time is news, whatever it says.
    for (const { kind, key } of old.length === 0 ? fresh : old) changed.add(question(kind, key)).add(question(kind));
    return changed;
  }
  const [before, after] = [fingerprint(old, known), fingerprint(fresh, known)];
  for (const [asked, answer] of before) if (after.get(asked) !== answer) changed.add(asked);
  for (const asked of after.keys()) if (!before.has(asked)) changed.add(asked);
  return changed;
}

/** Facts by question, without their places: equal prints mean equal answers. `known` spares the same data a second reading. */
function fingerprint(facts: readonly Fact[], known: WeakMap<object, number>): Map<FactQuestion, number> {
  const print = new Map<FactQuestion, number>();
  for (const fact of facts) {
    const { kind, key } = fact;
    const words = hash(`${key} ${said(fact, known)}`, 0);
    for (const asked of [question(kind, key), question(kind)]) print.set(asked, chained(print.get(asked) ?? 0, words));
  }
  return print;
}

/** Names a text as the facts of a file are read from it: equal names mean equal facts. */
export function sourceOf(language: string, text: string): string {
  return `${language} ${text.length} ${hash(text, 0).toString(36)}`;
}

/** Whether two values say the same. One that is left out and one that is undefined count as different here. */
function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((each, i) => isSameData(each, other[i]));
  // What has a form of its own may say more, or less, than its fields: its text decides.
  if (Object.getPrototypeOf(one) !== Object.prototype || Object.getPrototypeOf(other) !== Object.prototype) return false;
  const [mine, others] = [Object.keys(one), Object.keys(other)];
  return (
    mine.length === others.length &&
    mine.every(
      (name, i) => others[i] === name && isSameData((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}

function said({ data }: Fact, known: WeakMap<object, number>): number {
  const held = data as object;
  let print = known.get(held);
  if (print === undefined) known.set(held, (print = hash(JSON.stringify(data), 0)));
  return print;
}

/** Tells the order too; no step leaves the numbers that are exact. */
function chained(before: number, next: number): number {
  return (before % 2 ** 47) * 31 + (next % 2 ** 52);
}

/** 53 bits of a text, after cyrb53 by bryc, public domain: https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js. */
function hash(text: string, seed: number): number {
  let high = 0xdeadbeef ^ (seed % 0x100000000);
  let low = 0x41c6ce57 ^ Math.floor(seed / 0x100000000);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

export function relativePath(folder: string, path: string): string {
  const from = folder.split('/');
  const to = path.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
