import { Origin } from '../../engine/text/origin.js';
import type { Suppression } from '../../engine/config/suppressions.js';
import type { Fact } from '../../engine/facts/facts.js';
import type { Span } from '../../engine/text/span.js';
import type { CarriedSource, YamlMap, YamlNode } from '../yaml/nodes.js';
import { commentsIn } from '../yaml/comments.js';
import { parseYaml, type ParsedYaml, type YamlFault } from '../yaml/parse.js';
import { reparse } from '../yaml/reparse.js';
import { isTemplated, maskTemplates } from '../yaml/templates.js';
import { objectFacts } from './facts.js';
import { KubernetesObject } from './object.js';
import { readSilencers } from './silencers.js';

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
  readonly text: string;
  readonly origin: Origin;
  #source: CarriedSource;
  /** Whether another program fills in parts of it (Helm, Jinja): what is missing may come from there. */
  readonly isTemplated: boolean;
  #parsed: ParsedYaml | undefined;
  #objects: readonly KubernetesObject[] | undefined;
  #comments: readonly DocumentComment[] | undefined;
  #facts: readonly Fact[] | undefined;
  #silencers: readonly Suppression[] | undefined;

  /** `previous` is what stood in the document's place before an edit; it is used up. */
  constructor(text: string, offset: number, previous?: KubernetesDocument) {
    this.text = text;
    this.origin = new Origin(offset);
    this.#source = { text, origin: this.origin };
    this.isTemplated = isTemplated(text);
    if (previous !== undefined) this.#parsed = this.#carriedFrom(previous);
  }

  /** Offset of the document in the file. */
  get start(): number {
    return this.origin.offset;
  }

  get span(): Span {
    return this.origin.span(0, this.text.length);
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
    return (this.#comments ??= commentsIn(this.text).map(({ text, from }) => ({
      text,
      from,
      span: this.origin.span(from, from + text.length),
    })));
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
    const old = previous.#parsed;
    const root = old?.roots[0];
    if (root === undefined || this.isTemplated || previous.isTemplated || this.text.length < smallText) return undefined;
    if (old === undefined || old.hasAnchors || old.faults.length > 0 || old.roots.length !== 1) return undefined;
    const source = previous.#source;
    if (!reparse(root, source, this.text)) return undefined;
    source.origin = this.origin;
    this.#source = source;
    previous.#parsed = undefined;
    return old;
  }

  #read(): ParsedYaml {
    // Text without these words is not ours to read, however large it is.
    return (this.#parsed ??= this.text.includes('apiVersion') ? parseYaml(maskTemplates(this.text), this.#source) : nothing);
  }
}

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
