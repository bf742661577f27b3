import { KubernetesDocument } from './document.js';
import type { KubernetesObject } from './object.js';

/** A YAML file as a stream of documents. */
export interface KubernetesFile {
  readonly text: string;
  readonly documents: readonly KubernetesDocument[];
  /** Objects of all documents, in file order. */
  readonly objects: readonly KubernetesObject[];
  /** What `make` says of this version of the file, computed once for all rules; `make` must be a constant. */
  once<T>(make: (file: KubernetesFile) => T): T;
  /** Objects of a built-in kind. */
  ofKind(kind: string): readonly KubernetesObject[];
  documentAt(offset: number): KubernetesDocument | undefined;
}

/**
 * Cuts at the lines that begin with `---` and keeps the documents of `previous` whose text is the same. Such a line ends a
 * document even inside of a block scalar (https://yaml.org/spec/1.2.2/#document-markers), so the cut needs no parser.
 */
export function parseKubernetes(text: string, previous?: KubernetesFile): KubernetesFile {
  const starts = documentStarts(text);
  const ends = [...starts.slice(1), text.length];
  const old = previous?.documents ?? [];
  const documents: (KubernetesDocument | undefined)[] = starts.map(() => undefined);
  const isSame = (document: KubernetesDocument | undefined, i: number): document is KubernetesDocument => {
    const start = starts[i] as number;
    const length = (ends[i] as number) - start;
    return document !== undefined && document.text.length === length && text.startsWith(document.text, start);
  };
  const keep = (document: KubernetesDocument, i: number): void => {
    document.origin.offset = starts[i] as number;
    documents[i] = document;
  };
  // An edit touches one document: those before it and those behind it are the same.
  let front = 0;
  while (front < starts.length && isSame(old[front], front)) keep(old[front] as KubernetesDocument, front++);
  let back = 0;
  while (starts.length - back > front && old.length - back > front && isSame(old[old.length - 1 - back], starts.length - 1 - back)) {
    keep(old[old.length - 1 - back] as KubernetesDocument, starts.length - 1 - back);
    back++;
  }
  // With as many documents as before, the one between them is the old one edited.
  const isEdit = old.length === starts.length && old.length - front - back === 1;
  return new File(
    text,
    starts.map((start, i) => documents[i] ?? new KubernetesDocument(text.slice(start, ends[i]), start, isEdit ? old[i] : undefined)),
  );
}

class File implements KubernetesFile {
  readonly text: string;
  readonly documents: readonly KubernetesDocument[];
  #objects: readonly KubernetesObject[] | undefined;
  readonly #made = new Map<unknown, unknown>();

  constructor(text: string, documents: readonly KubernetesDocument[]) {
    this.text = text;
    this.documents = documents;
  }

  get objects(): readonly KubernetesObject[] {
    return (this.#objects ??= this.documents.flatMap((document) => document.objects));
  }

  once<T>(make: (file: KubernetesFile) => T): T {
    const known = this.#made.get(make);
    if (known !== undefined || this.#made.has(make)) return known as T;
    const value = make(this);
    this.#made.set(make, value);
    return value;
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
