import type { Origin } from '../../engine/text/origin.js';
import type { Span } from '../../engine/text/span.js';
import type { Reads } from './reads.js';

/**
 * YAML as rules see it: readonly, complete for any text, every value with its span. Asking for what is not there gives
 * `undefined`, never an exception. A node that an alias names is shared, not copied: its span is where it is written.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';
export type ScalarValue = string | number | boolean | null;
export type PathStep = string | number;

/** The text that the nodes of one document were read from. */
export interface YamlSource {
  /** Text of the document alone; node offsets count from its start. */
  readonly text: string;
  readonly origin: Origin;
  /** Where it is written down who read what. */
  readonly reads?: Reads;
}

/** Changed by `reparse.ts` alone, which carries a tree over into the next version of its text. */
export type CarriedSource = { -readonly [Key in keyof YamlSource]: YamlSource[Key] };

/** Where a node stands now. */
class NodeSpan implements Span {
  readonly #node: Located;

  constructor(node: Located) {
    this.#node = node;
  }

  get start(): number {
    return Located.startOf(this.#node);
  }

  get end(): number {
    return Located.endOf(this.#node);
  }

  toJSON(): Span {
    return { start: this.start, end: this.end };
  }
}

abstract class Located {
  readonly source: YamlSource;
  #from: number;
  #to: number;
  /** Name behind `&`. */
  anchor: string | undefined = undefined;

  constructor(source: YamlSource, from: number, to: number) {
    this.source = source;
    this.#from = from;
    this.#to = to;
  }

  /**
   * Offsets in the document's own text; `span` gives those in the file. Moved by `reparse.ts` and `carry.ts` alone. Who asks
   * for them rests on the text, who asks for `span` does not.
   */
  get from(): number {
    this.source.reads?.noteText();
    return this.#from;
  }

  get to(): number {
    this.source.reads?.noteText();
    return this.#to;
  }

  moveTo(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
  }

  /** Without a note: whoever holds the span follows the node. */
  static startOf(node: Located): number {
    return node.source.origin.offset + node.#from;
  }

  static endOf(node: Located): number {
    return node.source.origin.offset + node.#to;
  }

  /** It stays right for as long as the node stands in the tree. */
  get span(): Span {
    return new NodeSpan(this);
  }

  /** Where it stands, for those who outlive the tree. */
  get place(): Span {
    return this.source.origin.span(this.#from, this.#to);
  }

  /** The text as written. */
  get written(): string {
    this.source.reads?.noteText();
    return this.source.text.slice(this.from, this.to);
  }

  /** The node at the end of `path`: keys of maps, indexes of sequences. */
  get(...path: readonly PathStep[]): YamlNode | undefined {
    let at: YamlNode | undefined = this as unknown as YamlNode;
    for (let i = 0; i < path.length && at !== undefined; i++) at = at.child(path[i] as PathStep);
    return at;
  }

  abstract child(step: PathStep): YamlNode | undefined;

  /** Items of a sequence; empty for everything else. */
  get items(): readonly YamlNode[] {
    return [];
  }

  /** Entries of a map as written, without those that `<<` brings; empty for everything else. */
  get entries(): readonly YamlEntry[] {
    return [];
  }

  /** Value of a string scalar that is written out; undefined for templated text and everything else. */
  get string(): string | undefined {
    return undefined;
  }

  get number(): number | undefined {
    return undefined;
  }

  get boolean(): boolean | undefined {
    return undefined;
  }

  /** A scalar's value as text, numbers as they are written: `8080`, `"http"`, `0.5`. */
  get scalarText(): string | undefined {
    return undefined;
  }

  get isNull(): boolean {
    return false;
  }

  /** Whether the value is filled in by another tool (`{{ … }}`, `${NAME}`), so that it is not known. */
  get isUnknown(): boolean {
    return false;
  }
}

/** Instead of the number of a set of readers. */
const unlisted = -1;

export class YamlScalar extends Located {
  readonly kind = 'scalar';
  #value: ScalarValue;
  #style: ScalarStyle;
  #content: string;
  /** Asked for with every value, and a look at the whole text. */
  #unknown: boolean | undefined = undefined;
  /** Number of the set of those who read it; see `reads.ts`. */
  #readers = 0;

  constructor(source: YamlSource, from: number, to: number, value: ScalarValue, style: ScalarStyle, content: string) {
    super(source, from, to);
    this.#value = value;
    this.#style = style;
    this.#content = content;
  }

  get value(): ScalarValue {
    this.#note();
    return this.#value;
  }

  get style(): ScalarStyle {
    this.#note();
    return this.#style;
  }

  /** The scalar's text without quotes and escapes. */
  get content(): string {
    this.#note();
    return this.#content;
  }

  override child(): undefined {
    return undefined;
  }

  override get string(): string | undefined {
    return typeof this.value === 'string' && !this.isUnknown ? (this.#value as string) : undefined;
  }

  override get number(): number | undefined {
    return typeof this.value === 'number' ? (this.#value as number) : undefined;
  }

  override get boolean(): boolean | undefined {
    return typeof this.value === 'boolean' ? (this.#value as boolean) : undefined;
  }

  override get scalarText(): string | undefined {
    if (this.value === null || this.isUnknown) return undefined;
    return typeof this.#value === 'string' ? this.#value : this.#content;
  }

  override get isNull(): boolean {
    return this.value === null;
  }

  override get isUnknown(): boolean {
    this.#note();
    return (this.#unknown ??= typeof this.#value === 'string' && isPlaceholder(this.#value));
  }

  /** Whether a key is called so: that keys stay as they are is the condition of what is written down. */
  isCalled(key: string): boolean {
    return this.#content === key;
  }

  /** Becomes what stands in its place now; tells the set of its readers where it says something else. For `carry.ts`. */
  become(fresh: YamlScalar): number | undefined {
    this.moveTo(fresh.from, fresh.to);
    if (this.#value === fresh.#value && this.#content === fresh.#content && this.#style === fresh.#style) return undefined;
    this.#value = fresh.#value;
    this.#content = fresh.#content;
    this.#style = fresh.#style;
    this.#unknown = undefined;
    return this.#readers;
  }

  /** For `carry.ts`. */
  isSame(fresh: YamlScalar): boolean {
    return this.#value === fresh.#value && this.#content === fresh.#content && this.#style === fresh.#style;
  }

  /** That keys stay as they are is the condition of what is written down: nobody is asked again for having read one. */
  asKey(): this {
    this.#readers = unlisted;
    return this;
  }

  #note(): void {
    const { reads } = this.source;
    if (reads !== undefined && reads.current !== 0 && this.#readers !== unlisted) this.#readers = reads.joined(this.#readers);
  }
}

export interface YamlEntry {
  readonly key: YamlScalar;
  /** A null scalar where nothing is written behind the colon. */
  readonly value: YamlNode;
  /** Span of `*name` when the value is an alias: then the value is written elsewhere. */
  readonly alias: Span | undefined;
}

/** Looking through so many takes less than an index, in time and in memory. */
const fewEntries = 8;

export class YamlMap extends Located {
  readonly kind = 'map';
  readonly isFlow: boolean;
  #entries: readonly YamlEntry[];
  #byKey: Map<string, YamlEntry> | undefined;
  /** Most keys that rules ask for are not there, and hardly a map has `<<`. */
  #merges: boolean | undefined;

  constructor(source: YamlSource, from: number, to: number, entries: readonly YamlEntry[], isFlow: boolean) {
    super(source, from, to);
    this.#entries = entries;
    this.isFlow = isFlow;
  }

  override get entries(): readonly YamlEntry[] {
    return this.#entries;
  }

  /** For `reparse.ts`, which reads one entry anew. */
  replaceEntry(index: number, entry: YamlEntry): void {
    this.#entries = this.#entries.map((old, i) => (i === index ? entry : old));
    this.#byKey = undefined;
    this.#merges = undefined;
  }

  /** The entry that counts for `key`: the last one written, else one that `<<` merges in. */
  entry(key: string): YamlEntry | undefined {
    const own = this.#own(key);
    if (own !== undefined) return own;
    this.#merges ??= this.#own('<<') !== undefined;
    if (!this.#merges) return undefined;
    for (const merged of this.merged()) {
      const found = merged.entry(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #own(key: string): YamlEntry | undefined {
    const entries = this.#entries;
    if (entries.length <= fewEntries) {
      for (let i = entries.length - 1; i >= 0; i--) if (entries[i]?.key.isCalled(key) === true) return entries[i];
      return undefined;
    }
    if (this.#byKey === undefined) {
      this.#byKey = new Map();
      for (const entry of entries) this.#byKey.set(entry.key.content, entry);
    }
    return this.#byKey.get(key);
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }

  override child(step: PathStep): YamlNode | undefined {
    return this.entry(typeof step === 'string' ? step : String(step))?.value;
  }

  /** Maps that `<<` brings in, the one that wins first: https://yaml.org/type/merge.html. */
  merged(): readonly YamlMap[] {
    const found: YamlMap[] = [];
    for (const { key, value } of this.#entries) {
      if (key.content !== '<<' || key.style !== 'plain') continue;
      for (const node of value.kind === 'sequence' ? value.items : [value]) if (node.kind === 'map') found.push(node);
    }
    return found;
  }

  /** Entries with those that `<<` brings, each key once. */
  allEntries(): readonly YamlEntry[] {
    const merged = this.merged();
    if (merged.length === 0) return this.#entries;
    const own = this.#entries.filter((entry) => entry.key.content !== '<<');
    const seen = new Set(own.map((entry) => entry.key.content));
    for (const map of merged) {
      for (const entry of map.allEntries()) {
        if (seen.has(entry.key.content)) continue;
        seen.add(entry.key.content);
        own.push(entry);
      }
    }
    return own;
  }
}

export interface YamlItem {
  readonly value: YamlNode;
  /** Offset of the dash in the document's text; undefined in `[a, b]`. Moved by `reparse.ts` alone. */
  dash: number | undefined;
  readonly alias: Span | undefined;
}

export class YamlSequence extends Located {
  readonly kind = 'sequence';
  readonly isFlow: boolean;
  readonly slots: readonly YamlItem[];
  #items: readonly YamlNode[] | undefined;

  constructor(source: YamlSource, from: number, to: number, slots: readonly YamlItem[], isFlow: boolean) {
    super(source, from, to);
    this.slots = slots;
    this.isFlow = isFlow;
  }

  override get items(): readonly YamlNode[] {
    return (this.#items ??= this.slots.map((slot) => slot.value));
  }

  override child(step: PathStep): YamlNode | undefined {
    return typeof step === 'number' ? this.slots[step]?.value : undefined;
  }
}

/** Stands for one character of `{{ … }}` in text that is read; see `templates.ts`. */
export const placeholder = '\uE000';

/** `${NAME}`, `{% … %}`, `<% … %>`, `__NAME__`: searched one by one, which is quick in long texts too. */
function isPlaceholder(value: string): boolean {
  return mayBePlaceholder(value) && hasPlaceholder(value);
}

/** One look at each letter takes less than five searches. */
function mayBePlaceholder(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 36 || code === 37 || code === 0xe000 || (code === 95 && i === 0)) return true;
  }
  return false;
}

function hasPlaceholder(value: string): boolean {
  const variable = value.indexOf('${');
  return (
    (variable !== -1 && value.includes('}', variable)) ||
    value.includes(placeholder) ||
    value.includes('{%') ||
    value.includes('<%') ||
    (value.startsWith('__') && /^__\w+__$/.test(value))
  );
}

/**
 * Calls `visit` on every scalar that is written below `node`, keys left out, aliases not followed. `path` changes as the walk
 * goes on.
 */
export function eachScalar(node: YamlNode, visit: (scalar: YamlScalar, path: readonly PathStep[]) => void): void {
  eachBelow(node, visit, []);
}

/** The same where nobody asks for paths. */
export function eachValue(node: YamlNode, visit: (scalar: YamlScalar) => void): void {
  if (node.kind === 'scalar') visit(node);
  else if (node.kind === 'map') {
    for (const { value, alias } of node.entries) if (alias === undefined) eachValue(value, visit);
  } else for (const { value, alias } of node.slots) if (alias === undefined) eachValue(value, visit);
}

function eachBelow(node: YamlNode, visit: (scalar: YamlScalar, path: readonly PathStep[]) => void, path: PathStep[]): void {
  if (node.kind === 'scalar') {
    visit(node, path);
    return;
  }
  const depth = path.length;
  const below = (value: YamlNode, step: PathStep): void => {
    path[depth] = step;
    eachBelow(value, visit, path);
    path.length = depth;
  };
  if (node.kind === 'map') {
    for (const { key, value, alias } of node.entries) if (alias === undefined) below(value, key.content);
  } else node.slots.forEach(({ value, alias }, i) => alias === undefined && below(value, i));
}

/** An alias is a copy in data: a few lines of aliases of aliases would be millions of them. */
const mostData = 1_000_000;

/** Plain data, as `JSON.parse` would give it; unknown values are left as they are written. */
export function toData(node: YamlNode | undefined, depth = 0, budget = { left: mostData }): unknown {
  if (node === undefined || depth > 100 || budget.left-- <= 0) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map((item) => toData(item, depth + 1, budget));
  return Object.fromEntries(node.allEntries().map(({ key, value }) => [key.content, toData(value, depth + 1, budget)]));
}
