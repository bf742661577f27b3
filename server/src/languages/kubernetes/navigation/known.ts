import type { FactKind, PlacedFact, WorkspaceView } from '../../../engine/facts/facts.js';
import type { Place } from '../../../engine/features/navigation.js';
import { kubernetesFacts } from '../facts.js';
import type { KubernetesFile } from '../file.js';
import { nearness } from '../imageSource.js';
import { partKey, type PodOwner } from './references.js';

type Namespaced = 'object.part' | 'object.named' | 'port.declared' | 'port.named';

/**
 * What the files say, for one question of a person. An object without a namespace may be in any: it is named by others of no
 * namespace, or by those of one where no object says that it is there.
 */
export class Known {
  readonly workspace: WorkspaceView;
  /** Path of the document itself. */
  readonly own: string;
  readonly #file: KubernetesFile;
  #objects: Map<string, PlacedFact<'object'>[]> | undefined;
  readonly #byLabel = new Map<FactKind, Map<string, PlacedFact[]>>();
  readonly #all = new Map<FactKind, readonly PlacedFact[]>();

  constructor(file: KubernetesFile, workspace: WorkspaceView) {
    this.workspace = workspace;
    this.own = workspace.path ?? '';
    this.#file = file;
  }

  find<K extends FactKind>(kind: K, key: string): readonly PlacedFact<K>[] {
    return this.workspace.path === undefined ? this.all(kind).filter((fact) => fact.key === key) : this.workspace.find(kind, key);
  }

  all<K extends FactKind>(kind: K): readonly PlacedFact<K>[] {
    let facts = this.#all.get(kind);
    if (facts === undefined) this.#all.set(kind, (facts = this.workspace.path === undefined ? this.#said(kind) : this.workspace.all(kind)));
    return facts as readonly PlacedFact<K>[];
  }

  place({ path, at }: PlacedFact): Place {
    return { path: path === this.own ? undefined : path, span: at };
  }

  /** The objects that `kind` and `name` mean to whoever says it in `namespace` and in the file at `from`. */
  objects(kind: string, name: string, namespace: string | null, from: string): readonly PlacedFact<'object'>[] {
    if (this.#objects === undefined) {
      this.#objects = new Map();
      for (const fact of this.all('object')) {
        const key = partKey(fact.key.slice(0, fact.key.indexOf(' ')), fact.key.slice(fact.key.indexOf('/') + 1));
        const same = this.#objects.get(key);
        if (same === undefined) this.#objects.set(key, [fact]);
        else same.push(fact);
      }
    }
    const named = this.#objects.get(partKey(kind, name)) ?? [];
    // A Knative Service is another thing than the Service that an Ingress names.
    const builtIn = named.filter(({ data }) => !isCustom(data.apiVersion));
    return nearest(builtIn.length > 0 ? builtIn : named, namespaceOfObject, namespace, from);
  }

  parts(key: string, namespace: string | null, from: string): readonly PlacedFact<'object.part'>[] {
    return nearest(this.find('object.part', key), namespaceOf, namespace, from);
  }

  /** What belongs to pods that carry all of `labels`. */
  selected<K extends 'pod.labels' | 'port.declared'>(
    kind: K,
    labels: Readonly<Record<string, string>>,
    namespace: string | null,
    from: string,
    isWanted: (fact: PlacedFact<K>) => boolean = () => true,
  ): readonly PlacedFact<K>[] {
    const wanted = Object.entries(labels);
    const [first] = wanted;
    if (first === undefined) return [];
    const owner = (fact: PlacedFact<K>): PodOwner => fact.data as PodOwner;
    const carrying = this.#carrying(kind, first).filter(
      (fact) => wanted.every(([key, value]) => owner(fact).labels[key] === value) && isWanted(fact),
    );
    return among(carrying, (fact) => owner(fact).namespace, namespace, from);
  }

  /** Those with one label: a file of many workloads and many Services compares few of them. */
  #carrying<K extends 'pod.labels' | 'port.declared'>(kind: K, [key, value]: readonly [string, string]): readonly PlacedFact<K>[] {
    let index = this.#byLabel.get(kind);
    if (index === undefined) {
      this.#byLabel.set(kind, (index = new Map()));
      for (const fact of this.all(kind)) {
        for (const [name, text] of Object.entries((fact.data as PodOwner).labels)) {
          const same = index.get(`${name}=${text}`);
          if (same === undefined) index.set(`${name}=${text}`, [fact]);
          else same.push(fact);
        }
      }
    }
    return (index.get(`${key}=${value}`) ?? []) as readonly PlacedFact[] as readonly PlacedFact<K>[];
  }

  /** Container ports that a word means which asks pods for them. */
  ports({ key, data, path }: PlacedFact<'port.named'>): readonly PlacedFact<'port.declared'>[] {
    const { owner, selector, namespace } = data;
    if (owner === null)
      return selector === null ? [] : this.selected('port.declared', selector, namespace, path, (port) => port.key === key);
    return this.find('port.declared', key).filter(
      (port) => port.path === path && port.data.owner === owner && port.data.namespace === namespace,
    );
  }

  #said<K extends FactKind>(kind: K): PlacedFact<K>[] {
    return kubernetesFacts(this.#file, this.own).flatMap((fact) =>
      fact.kind === kind ? [{ ...(fact as PlacedFact<K>), path: this.own }] : [],
    );
  }
}

export const namespaceOf = (fact: PlacedFact<Namespaced>): string | null => fact.data.namespace;

export function namespaceOfObject({ key }: PlacedFact<'object'>): string | null {
  const namespace = key.slice(key.indexOf(' ') + 1, key.indexOf('/'));
  return namespace === '' ? null : namespace;
}

/** Whether the group is a custom resource's and none of Kubernetes itself. */
export function isCustom(apiVersion: string): boolean {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return group.includes('.') && (!group.endsWith('.k8s.io') || group.endsWith('.x-k8s.io'));
}

/** Whether what is in one namespace may name what is in the other. */
export const mayMeet = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

export const isSame = (a: PlacedFact, b: PlacedFact): boolean => a.path === b.path && a.at.start === b.at.start && a.at.end === b.at.end;

/** Those of the same namespace before those of none, then those of the same file, then those whose folder is nearest. */
function nearest<T extends PlacedFact>(
  facts: readonly T[],
  namespaceOf: (fact: T) => string | null,
  namespace: string | null,
  from: string,
): readonly T[] {
  if (facts.length === 0) return facts;
  const close = among(facts, namespaceOf, namespace, from);
  const beside = close.filter(({ path }) => path === from);
  if (beside.length > 0) return beside;
  const best = Math.max(...close.map(({ path }) => nearness(from, path)));
  return close.filter(({ path }) => nearness(from, path) === best);
}

/**
 * Those in the namespace, wherever they stand. Where it is not written, which of several equal ones is meant is a question of
 * folders: each application has its own.
 */
function among<T extends PlacedFact>(
  facts: readonly T[],
  namespaceOf: (fact: T) => string | null,
  namespace: string | null,
  from: string,
): readonly T[] {
  const exact = namespace === null ? [] : facts.filter((fact) => namespaceOf(fact) === namespace);
  if (exact.length > 0) return exact;
  const open = facts.filter((fact) => mayMeet(namespace, namespaceOf(fact)));
  const best = Math.max(0, ...open.map(({ path }) => nearness(from, path)));
  return open.filter(({ path }) => nearness(from, path) === best);
}
