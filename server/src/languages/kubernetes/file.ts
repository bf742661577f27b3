import { ownText } from '../../engine/text/ownText.js';
import { noReads, Reads } from '../yaml/reads.js';
import type { Part } from '../../engine/language.js';
import { KubernetesDocument, type DocumentChange } from './document.js';
import type { KubernetesObject } from './object.js';
import { WholeFile } from './wholeFile.js';

/** A YAML file as a stream of documents. */
export interface KubernetesFile {
  readonly text: string;
  readonly documents: readonly KubernetesDocument[];
  /** Objects of all documents, in file order. */
  readonly objects: readonly KubernetesObject[];
  /** The file for rules that see all of it, then its documents. */
  readonly parts: readonly Part[];
  readonly reads: Reads;
  /** What `make` says of this version of the file, computed once for all rules; `make` must be a constant. */
  once<T>(make: (file: KubernetesFile) => T): T;
  /** For what `make` made and what finds out more when it is asked: whoever uses it rests on what `work` reads. */
  within<T>(make: unknown, work: () => T): T;
  /** Objects of a built-in kind. */
  ofKind(kind: string): readonly KubernetesObject[];
  documentAt(offset: number): KubernetesDocument | undefined;
}

/**
 * Cuts at the lines that begin with `---` and keeps the documents of `previous` whose text is the same. Such a line ends a
 * document even inside of a block scalar (https://yaml.org/spec/1.2.2/#document-markers), so the cut needs no parser.
 * After an edit that changed no more than values and places the file itself is kept, and becomes the one of the new text.
 * Of a text that nobody edits it is not written down who reads what; nothing of its file can be kept.
 */
export function parseKubernetes(text: string, last?: KubernetesFile, _path?: string, isEdited = last !== undefined): KubernetesFile {
  const previous = last?.reads === noReads ? undefined : last;
  const starts = documentStarts(text);
  const ends = [...starts.slice(1), text.length];
  const old = previous?.documents ?? [];
  const documents: (KubernetesDocument | undefined)[] = starts.map(() => undefined);
  const isSame = (document: KubernetesDocument | undefined, i: number): document is KubernetesDocument =>
    document?.isSameAt(text, starts[i] as number, ends[i] as number) === true;
  // An edit touches one document: those before it and those behind it are the same.
  let front = 0;
  while (front < starts.length && isSame(old[front], front)) documents[front] = old[front++];
  let back = 0;
  while (starts.length - back > front && old.length - back > front && isSame(old[old.length - 1 - back], starts.length - 1 - back)) {
    documents[starts.length - 1 - back] = old[old.length - 1 - back];
    back++;
  }
  // With as many documents as before, the one between them is the old one edited.
  const isEdit = old.length === starts.length && old.length - front - back === 1;
  const edited = isEdit ? old[front] : undefined;
  if (previous instanceof File && old.length === starts.length && (edited !== undefined || front === starts.length)) {
    const change = edited?.becomes(ownText(text.slice(starts[front], ends[front])), starts[front] as number);
    if (edited === undefined || change !== undefined) return previous.becomes(text, change);
  }
  const reads = previous?.reads ?? (isEdited ? new Reads() : noReads);
  const cut = (start: number, end: number | undefined): string => {
    const piece = text.slice(start, end);
    return previous === undefined ? piece : ownText(piece);
  };
  return new File(
    text,
    starts.map((start, i) => documents[i] ?? new KubernetesDocument(cut(start, ends[i]), start, i === front ? edited : undefined, reads)),
    reads,
  );
}

class File implements KubernetesFile {
  readonly documents: readonly KubernetesDocument[];
  readonly reads: Reads;
  #text: string;
  readonly #whole = new WholeFile(this);
  #parts: readonly Part[] | undefined;
  #objects: readonly KubernetesObject[] | undefined;
  readonly #made = new Map<unknown, unknown>();

  constructor(text: string, documents: readonly KubernetesDocument[], reads: Reads) {
    this.#text = text;
    this.documents = documents;
    this.reads = reads;
  }

  get text(): string {
    this.reads.noteText();
    return this.#text;
  }

  get objects(): readonly KubernetesObject[] {
    return (this.#objects ??= this.documents.flatMap((document) => document.objects));
  }

  get parts(): readonly Part[] {
    return (this.#parts ??= [this.#whole, ...this.documents.map(({ part }) => part)]);
  }

  /** The file after an edit that changed values and no more. */
  becomes(text: string, change: DocumentChange | undefined): File {
    this.#text = text;
    if (change === undefined) return this;
    for (const make of this.#made.keys()) if (change.concerned.has(this.reads.numberOf(make))) this.#made.delete(make);
    this.#whole.edited(change.edit, change.concerned);
    return this;
  }

  once<T>(make: (file: KubernetesFile) => T): T {
    const known = this.#made.get(make);
    const { reads } = this;
    if (known !== undefined || this.#made.has(make)) {
      if (reads.current !== 0) reads.restOn(reads.numberOf(make));
      return known as T;
    }
    const value = reads.as(reads.numberOf(make), () => make(this));
    this.#made.set(make, value);
    return value;
  }

  within<T>(make: unknown, work: () => T): T {
    return this.reads.as(this.reads.numberOf(make), work);
  }

  ofKind(kind: string): readonly KubernetesObject[] {
    return this.once(builtInByKind).get(kind) ?? [];
  }

  documentAt(offset: number): KubernetesDocument | undefined {
    let low = 0;
    let high = this.documents.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.documents[middle] as KubernetesDocument).start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.documents[low];
  }
}

function builtInByKind({ objects }: KubernetesFile): ReadonlyMap<string, readonly KubernetesObject[]> {
  const kinds = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    if (!object.isBuiltIn) continue;
    const same = kinds.get(object.kind);
    if (same === undefined) kinds.set(object.kind, [object]);
    else same.push(object);
  }
  return kinds;
}

/** A directive (`%YAML 1.2`) belongs to the document behind it. */
function documentStarts(text: string): number[] {
  const starts = [0];
  for (let found = text.indexOf('\n---'); found !== -1; found = text.indexOf('\n---', found + 4)) {
    const after = text.charCodeAt(found + 4);
    // A space, a tab, a line break, or the end.
    if (after !== 32 && after !== 9 && after !== 10 && after !== 13 && found + 4 < text.length) continue;
    if (!onlyDirectives(text, starts.at(-1) as number, found + 1)) starts.push(found + 1);
  }
  return starts;
}

function onlyDirectives(text: string, from: number, to: number): boolean {
  if (text[from] !== '%' && !(text.charCodeAt(from) === 0xfeff && text[from + 1] === '%')) return false;
  return text
    .slice(from, to)
    .split('\n')
    .every((line) => /^\uFEFF?(?:%|#|\s*$)/.test(line));
}
