const itself = (of: unknown): unknown => of;

/** Readers with a number of their own; those behind `first` are numbered as they come. */
export const reader = {
  name: 1,
  namespace: 2,
  labels: 3,
  annotations: 4,
  podLabels: 5,
  image: 6,
  ports: 7,
  env: 8,
  first: 9,
} as const;

/**
 * Who read which scalars of a file, so that an edit asks only those again that read what it changed. A reader is whoever keeps
 * what it made of them: each rule, functions given to `once`, the cached views of an object.
 * Only values are written down: an edit that changes more than values is one for all.
 */
export class Reads {
  /** The reader at work; 0 is nobody who keeps anything. */
  current = 0;
  readonly #numbers = new Map<unknown, number>();
  readonly #lists = new WeakMap<readonly unknown[], readonly number[]>();
  /** Sets of readers: each is another one and one more reader, 0 is nobody. A scalar holds the number of its set. */
  readonly #rest: number[] = [0];
  readonly #last: number[] = [0];
  /** By set: the first reader who came to it, and the set with that reader too. Like documents are read in like order. */
  readonly #next: number[] = [0];
  readonly #withNext: number[] = [0];
  /** By set and reader: the set with each of the others. */
  readonly #with: (Map<number, number> | undefined)[] = [undefined];
  /** By reader: who rests on its results. */
  readonly #resting: Set<number>[] = [];
  /** By reader: who of them was the last to ask, and often asks for hundreds of objects in a row. */
  readonly #latest: number[] = [];
  /** Those that read text, where any edit may matter. */
  readonly #ofText = new Set<number>();

  numberOf(key: unknown): number {
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = reader.first + this.#numbers.size));
    return number;
  }

  /** The numbers of those that `keyOf`, the same each time for a list, makes of it. */
  numbersOf<T>(list: readonly T[], keyOf: (of: T) => unknown = itself): readonly number[] {
    let numbers = this.#lists.get(list);
    if (numbers === undefined) this.#lists.set(list, (numbers = list.map((each) => this.numberOf(keyOf(each)))));
    return numbers;
  }

  /** What `work` reads, `number` read; whoever asked rests on it. */
  as<T>(number: number, work: () => T): T {
    this.restOn(number);
    const before = this.current;
    this.current = number;
    try {
      return work();
    } finally {
      this.current = before;
    }
  }

  /** Nobody reads what `work` reads: whoever keeps its result asks again himself. */
  unread<T>(work: () => T): T {
    const before = this.current;
    this.current = 0;
    try {
      return work();
    } finally {
      this.current = before;
    }
  }

  /** The reader at work uses what another one made. */
  restOn(number: number): void {
    const { current } = this;
    if (current === 0 || current === number || this.#latest[number] === current) return;
    this.#latest[number] = current;
    (this.#resting[number] ??= new Set()).add(current);
  }

  /** The set of `set` and the reader at work. */
  joined(set: number): number {
    const { current } = this;
    if (this.#last[set] === current) return set;
    if (this.#next[set] === current) return this.#withNext[set] as number;
    let found = this.#with[set]?.get(current);
    if (found !== undefined) return found;
    found = this.#holds(set, current) ? set : this.#added(set, current);
    if (this.#next[set] === 0) [this.#next[set], this.#withNext[set]] = [current, found];
    else (this.#with[set] ??= new Map()).set(current, found);
    return found;
  }

  #added(set: number, reader: number): number {
    this.#last.push(reader);
    this.#next.push(0);
    this.#withNext.push(0);
    this.#with.push(undefined);
    return this.#rest.push(set) - 1;
  }

  #holds(set: number, reader: number): boolean {
    for (let at = set; at !== 0; at = this.#rest[at] as number) if (this.#last[at] === reader) return true;
    return false;
  }

  noteText(): void {
    if (this.current !== 0) this.#ofText.add(this.current);
  }

  /** Everybody whose results rest on text, on a scalar that the readers of one of `sets` read, or on what one of `readers` made. */
  concerned(sets: Iterable<number>, readers: Iterable<number>): ReadonlySet<number> {
    const found = new Set(this.#ofText);
    for (const reader of readers) found.add(reader);
    for (const set of sets) for (let at = set; at !== 0; at = this.#rest[at] ?? 0) found.add(this.#last[at] as number);
    // Those that are added on the way are visited too.
    for (const one of found) for (const other of this.#resting[one] ?? []) found.add(other);
    return found;
  }
}

/** Of texts that nobody edits: nothing is written down. */
class NoReads extends Reads {
  override numberOf(): number {
    return 0;
  }

  override as<T>(_number: number, work: () => T): T {
    return work();
  }

  override unread<T>(work: () => T): T {
    return work();
  }

  override restOn(): void {}

  override noteText(): void {}
}

export const noReads: Reads = new NoReads();
