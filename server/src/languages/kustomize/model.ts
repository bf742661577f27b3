import type { Origin } from '../../engine/text/origin.js';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { YamlFault } from '../yaml/parse.js';
import { fileComments, type FileComment } from '../yaml/comments.js';

export type KustomizationKind = 'Kustomization' | 'Component';

/** A kustomization as rules see it: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/. */
export class KustomizationFile {
  readonly text: string;
  readonly origin: Origin;
  /** Undefined for an empty text and for one that is no map. */
  readonly root: YamlMap | undefined;
  readonly faults: readonly YamlFault[];
  /** Whether another program fills in parts of it before kustomize reads it. */
  readonly isTemplated: boolean;
  /** Whether its tree can be carried over an edit: one document, no anchors. */
  readonly canBeCarried: boolean;
  readonly #made = new Map<unknown, unknown>();

  constructor(read: Pick<KustomizationFile, 'text' | 'origin' | 'root' | 'faults' | 'isTemplated' | 'canBeCarried'>) {
    this.text = read.text;
    this.origin = read.origin;
    this.root = read.root;
    this.faults = read.faults;
    this.isTemplated = read.isTemplated;
    this.canBeCarried = read.canBeCarried;
  }

  /**
   * Whether the file is something else by its own words. Flux has a kind of the same name that people keep under this file name:
   * https://fluxcd.io/flux/components/kustomize/kustomizations/.
   */
  get isForeign(): boolean {
    return this.once(readForeign);
  }

  /** Whether the whole file is known: only then can something be missing in it. */
  get isSound(): boolean {
    return this.root !== undefined && this.faults.length === 0 && !this.isTemplated && !this.isForeign;
  }

  get kind(): KustomizationKind {
    return this.root?.get('kind')?.scalarText === 'Component' ? 'Component' : 'Kustomization';
  }

  /** What `make` says of this version of the file, computed once for all rules; `make` must be a constant. */
  once<T>(make: (file: KustomizationFile) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as T;
  }

  entry(name: string): YamlEntry | undefined {
    return this.root === undefined ? undefined : entryOf(this.root, name);
  }

  get(name: string): YamlNode | undefined {
    return this.entry(name)?.value;
  }

  /** A top value as text; undefined where it is not there or not known. */
  textOf(name: string): string | undefined {
    return this.get(name)?.scalarText;
  }

  get comments(): readonly FileComment[] {
    return this.once(fileComments);
  }
}

/** Kustomize reads fields as Go's JSON does, in any case, the exact one first: https://pkg.go.dev/encoding/json#Unmarshal. */
export function entryOf(map: YamlMap, name: string): YamlEntry | undefined {
  return map.entry(name) ?? map.allEntries().find(({ key }) => key.content.toLowerCase() === name.toLowerCase());
}

export function valueOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.kind === 'map' ? entryOf(node, name)?.value : undefined;
}

function readForeign({ root, text }: KustomizationFile): boolean {
  const apiVersion = root?.get('apiVersion')?.scalarText;
  if (apiVersion === undefined) return false;
  // Several objects in one file are manifests that came to a name which kustomize would refuse.
  if (/^---[ \t]*(?:#.*)?\r?\n[^]*\S[^]*^---[ \t]*(?:#.*)?\r?$/m.test(text) && !apiVersion.startsWith('kustomize.config')) return true;
  return /^(?:kustomize\.toolkit|[\w-]+\.(?!config\b)[\w.-]+)\/|fluxcd/.test(apiVersion) && !/^kustomi[sz]e\.config/.test(apiVersion);
}
