import { Origin } from '../../engine/text/origin.js';
import type { Suppression } from '../../engine/config/suppressions.js';
import type { Fact } from '../../engine/facts/facts.js';
import type { Part, Place, SinceThen } from '../../engine/language.js';
import { changedRange } from '../../engine/text/changedRange.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';
import type { CarriedSource, YamlMap, YamlNode } from '../yaml/nodes.js';
import { commentsIn } from '../yaml/comments.js';
import { parseYaml, type ParsedYaml, type YamlFault } from '../yaml/parse.js';
import { isAlike, takeOver } from '../yaml/carry.js';
import { noReads, type Reads } from '../yaml/reads.js';
import { reparse, type TreeChange } from '../yaml/reparse.js';
import { isTemplated, maskTemplates } from '../yaml/templates.js';
import { Edits, type TextEdit } from './edits.js';
import { objectFacts } from './facts.js';
import { KubernetesObject } from './object.js';
import { readSilencers } from './silencers.js';
import { wordsOf } from './words.js';

export interface DocumentComment {
  /** From `#` on. */
  readonly text: string;
  readonly span: Span;
  /** Offset of `#` in the document's own text. */
  readonly from: number;
}

/**
 * One document of a YAML stream, from its `---` (or the start of the file) to the next. It is read when somebody asks and
 * outlives versions of the file for as long as its own text stays the same; only `origin` moves.
 */
export class KubernetesDocument {
  readonly origin: Origin;
  readonly reads: Reads;
  #text: string;
  #part: DocumentPart;
  #source: DocumentSource;
  /** Whether another program fills in parts of it (Helm, Jinja): what is missing may come from there. */
  readonly isTemplated: boolean;
  #parsed: ParsedYaml | undefined;
  #objects: readonly KubernetesObject[] | undefined;
  #comments: readonly DocumentComment[] | undefined;
  #facts: readonly Fact[] | undefined;
  #silencers: readonly Suppression[] | undefined;
  #searched: Map<string, { readonly text: string; readonly found: boolean }> | undefined;
  /** The text whose tree `becomes` made of this one's, where that is no longer the same tree. */
  #carried: string | undefined;

  /** `previous` is what stood in the document's place before an edit; it is used up. */
  constructor(text: string, offset: number, previous?: KubernetesDocument, reads: Reads = noReads) {
    this.#text = text;
    this.origin = new Origin(offset);
    this.reads = reads;
    this.#source = new DocumentSource(text, this.origin, reads);
    this.#part = new DocumentPart(this);
    this.isTemplated = isTemplated(text);
    if (previous !== undefined) this.#parsed = this.#carriedFrom(previous);
  }

  get text(): string {
    this.reads.noteText();
    return this.#text;
  }

  /** Stands for the present text: what was found in it is kept for as long as it is the same. */
  get part(): DocumentPart {
    return this.#part;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Whether `text`, in which the document has moved to `start`, has the same there. */
  isSameAt(text: string, start: number, end: number): boolean {
    if (end - start !== this.#text.length) return false;
    const own = text.slice(start, end);
    if (own !== this.#text) return false;
    this.origin.offset = start;
    // A slice keeps the whole alive that it was cut from: all of them are of the newest.
    this.#text = this.#source.written = own;
    return true;
  }

  /**
   * Becomes the document that stands in its place after an edit that changed no more than values and places: its objects and
   * nodes stay. Undefined where the new text is another document, for
   * whose constructor this one is then.
   */
  becomes(text: string, start: number): DocumentChange | undefined {
    const old = this.#parsed;
    const root = old?.roots[0];
    if (root === undefined || old === undefined || old.hasAnchors || old.faults.length > 0 || old.roots.length !== 1) return undefined;
    // Without these words a text is not read, see `#read`.
    if (this.isTemplated || isTemplated(text) || !text.includes('apiVersion')) return undefined;
    const change: TreeChange = { isAlike: false, readers: new Set() };
    if (text.length >= smallText && reparse(root, this.#source, text, change, decisive)) {
      if (!change.isAlike) {
        this.#carried = text;
        return undefined;
      }
    } else {
      const read = parseYaml(text, this.#source);
      const [fresh] = read.roots;
      if (read.faults.length > 0 || read.hasAnchors || read.roots.length !== 1 || fresh === undefined || !isAlike(root, fresh, decisive))
        return undefined;
      takeOver(root, fresh, change.readers);
    }
    const range = changedRange(this.#text, text);
    const by = text.length - this.#text.length;
    this.#text = this.#source.written = text;
    this.origin.offset = start;
    this.#comments = this.#facts = this.#silencers = undefined;
    const stale = this.reads.concerned(change.readers, []);
    const answers = (this.#objects ?? []).flatMap((object) => object.refresh(stale, change.readers.size > 0));
    const concerned = answers.length === 0 ? stale : this.reads.concerned(change.readers, answers);
    this.#part.edited({ start: range.start, end: range.oldEnd, by }, concerned);
    return { concerned, edit: { start: start + range.start, end: start + range.oldEnd, by } };
  }

  /** Offset of the document in the file. */
  get start(): number {
    return this.origin.offset;
  }

  get span(): Span {
    return this.origin.span(0, this.#text.length);
  }

  get root(): YamlNode | undefined {
    return this.#read().roots[0];
  }

  get faults(): readonly YamlFault[] {
    return this.#read().faults;
  }

  get isBroken(): boolean {
    return this.faults.length > 0;
  }

  /** Kubernetes objects: those with `apiVersion` and `kind`; the items of a List stand for themselves. */
  get objects(): readonly KubernetesObject[] {
    return (this.#objects ??= this.#read().roots.flatMap((root) => objectsIn(root, this, undefined)));
  }

  get comments(): readonly DocumentComment[] {
    this.reads.noteText();
    return (this.#comments ??= commentsIn(this.#text).map(({ text, from }) => ({
      text,
      from,
      span: this.origin.span(from, from + text.length),
    })));
  }

  /**
   * Whether `test`, which finds something in a text when it does in one of its lines, does in `text`. After an edit of a long text
   * only the lines are looked at that changed; `place` tells one text and test from the others.
   */
  anyLine(place: string, text: string, test: (lines: string) => boolean): boolean {
    if (text.length < longText) return test(text);
    const old = this.#searched?.get(place);
    const found = old === undefined || old.found ? test(text) : test(changedLines(old.text, text));
    (this.#searched ??= new Map()).set(place, { text, found });
    return found;
  }

  /** What the document's objects tell other files; nothing where another program decides what they are. */
  get facts(): readonly Fact[] {
    return (this.#facts ??= this.isTemplated ? [] : this.objects.flatMap(objectFacts));
  }

  /** What annotations of other linters silence. */
  get silencers(): readonly Suppression[] {
    return (this.#silencers ??= readSilencers(this));
  }

  /** Of a large document only the entry around the edit is read; the rest of its tree moves. */
  #carriedFrom(previous: KubernetesDocument): ParsedYaml | undefined {
    if (previous.#carried !== this.#text) return undefined;
    const old = previous.#parsed;
    const source = previous.#source;
    source.origin = this.origin;
    source.reads = this.reads;
    this.#source = source;
    previous.#parsed = undefined;
    return old;
  }

  #read(): ParsedYaml {
    // Text without these words is not ours to read, however large it is.
    // Whoever is the first to look is not the one who reads.
    return (this.#parsed ??= this.#text.includes('apiVersion')
      ? this.reads.unread(() => parseYaml(maskTemplates(this.#text), this.#source))
      : nothing);
  }
}

/** What an edit did to a document that stayed the same but for values. */
export interface DocumentChange {
  /** Those who read these values; see `reads.ts`. */
  readonly concerned: ReadonlySet<number>;
  /** In the file. */
  readonly edit: TextEdit;
}

/** Whoever reads the text instead of values is asked again after every edit. */
class DocumentSource implements CarriedSource {
  written: string;
  origin: Origin;
  reads: Reads;

  constructor(text: string, origin: Origin, reads: Reads) {
    this.written = text;
    this.origin = origin;
    this.reads = reads;
  }

  get text(): string {
    this.reads.noteText();
    return this.written;
  }

  set text(text: string) {
    this.written = text;
  }
}

/** A document as the engine judges it; it outlives edits that leave its nodes the same. */
export class DocumentPart implements Part {
  readonly document: KubernetesDocument;
  readonly #edits = new Edits();
  #sort: string | undefined;
  #words: readonly string[] | undefined;
  /** Readers of what has changed since findings were put down. */
  #changed = new Set<number>();
  #atPath: Map<unknown, { readonly path: string; readonly value: unknown }> | undefined;
  #made: { readonly file: object; readonly index: number; readonly value: unknown } | undefined;

  constructor(document: KubernetesDocument) {
    this.document = document;
  }

  get start(): number {
    return this.document.start;
  }

  get isBroken(): boolean {
    return this.document.isBroken;
  }

  /** Edits that the part outlives change none of it. */
  get sort(): string {
    return (this.#sort ??= sortOf(this.document));
  }

  /** See `words.ts`; edits that the part outlives change no key. */
  get words(): readonly string[] {
    return (this.#words ??= wordsOf(this.document));
  }

  edited(edit: TextEdit, concerned: ReadonlySet<number>): void {
    this.#edits.add(edit);
    for (const one of concerned) this.#changed.add(one);
    this.#atPath = this.#made = undefined;
  }

  since(places: () => readonly Place[]): SinceThen | undefined {
    const { reads } = this.document;
    if (reads === noReads) return undefined;
    const concerned = this.#changed;
    if (concerned.size > 0) this.#changed = new Set();
    return this.#edits.follow(places, this.start, (checks, i) => concerned.has(reads.numbersOf(checks)[i] as number));
  }

  /** What `make`, a constant, says of the document in the file at `path`, computed once. */
  at<T>(path: string, make: (document: KubernetesDocument, path: string) => T): T {
    const all = (this.#atPath ??= new Map());
    const known = all.get(make);
    if (known?.path === path) return known.value as T;
    const value = make(this.document, path);
    all.set(make, { path, value });
    return value;
  }

  /** What `make`, the same each time, says of the document as one of its file, computed once. */
  once<F extends object, T>(file: F, index: number, make: (file: F, document: KubernetesDocument, index: number) => T): T {
    if (this.#made?.file !== file || this.#made.index !== index) this.#made = { file, index, value: make(file, this.document, index) };
    return this.#made.value as T;
  }
}

/** Kinds, which of them are built in and have pods, whether they are several, and whether all is written out. */
function sortOf({ isTemplated, objects }: KubernetesDocument): string {
  const kinds = objects.map(({ kind, isBuiltIn, pods }) => `${isBuiltIn ? kind : '*'}${pods.length > 0 ? '+' : ''}`);
  if (kinds.length === 1) return isTemplated ? `{${kinds[0] as string}` : (kinds[0] as string);
  return `${isTemplated ? '{' : ''}${kinds.length > 1 ? '#' : ''}${[...new Set(kinds)].sort().join(' ')}`;
}

/** Shorter ones are searched as quickly as compared. */
const longText = 20_000;

/** The lines of `text` that are not as in `old`. */
function changedLines(old: string, text: string): string {
  const { start, oldEnd } = changedRange(old, text);
  return text.slice(lineStart(text, start), lineEnd(text, oldEnd + text.length - old.length));
}

/** What stands here decides what an object is, and whether it is one. */
const decisive: ReadonlySet<string> = new Set(['apiVersion', 'kind']);

/** Reading this much takes less time than looking for what has changed. */
const smallText = 300;

const nothing: ParsedYaml = { roots: [], faults: [], hasAnchors: false };

function objectsIn(root: YamlNode, document: KubernetesDocument, list: YamlMap | undefined): KubernetesObject[] {
  if (root.kind !== 'map') return [];
  const apiVersion = root.get('apiVersion')?.string;
  const kind = root.get('kind')?.string;
  if (apiVersion === undefined || kind === undefined) return [];
  const object = new KubernetesObject(document, root, apiVersion, kind);
  const items = root.get('items');
  // A `List` only carries others: https://kubernetes.io/docs/reference/using-api/api-concepts/#collections.
  if (list !== undefined || !kind.endsWith('List') || items?.kind !== 'sequence') return [object];
  return [object, ...items.items.flatMap((item) => objectsIn(item, document, root))];
}
