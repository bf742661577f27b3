import type { Fix } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, isInNamespace, namespaceOf, PodIndex, type Holder, type Match } from '../../languages/kubernetes/selectors.js';
import { replaceValue } from '../../languages/yaml/edit.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import type { App } from './kubernetesApp.js';

// References between the objects of one file, and of the files of one application. An object may live in another file, so "not
// found" is certain only where the file itself holds objects of the wanted kind.

/** The file's objects; none where another tool fills in parts, for what lacks may come from there. */
export function objectsOf(file: KubernetesFile): readonly KubernetesObject[] {
  return file.once(certainObjects);
}

function certainObjects(file: KubernetesFile): readonly KubernetesObject[] {
  return file.documents.some((document) => document.isTemplated) ? [] : file.objects;
}

/** Those of one built-in kind: what kind an object is outlives edits of values, so nobody goes over all of them at each. */
export function kindIn(file: KubernetesFile, kind: string): readonly KubernetesObject[] {
  return objectsOf(file).length === 0 ? [] : file.ofKind(kind);
}

/** Those with a pod template, and Pods. */
export function workloadsIn(file: KubernetesFile): readonly KubernetesObject[] {
  return file.once(certainWorkloads);
}

function certainWorkloads(file: KubernetesFile): readonly KubernetesObject[] {
  return workloadsOf(objectsOf(file));
}

/** Pods of the file by their labels. */
export function podIndexOf(file: KubernetesFile): PodIndex {
  return file.once(makePodIndex);
}

function makePodIndex(file: KubernetesFile): PodIndex {
  return new PodIndex(workloadsIn(file), file, makePodIndex);
}

export function ofKind(objects: readonly KubernetesObject[], ...kinds: readonly string[]): KubernetesObject[] {
  return objects.filter((object) => object.isBuiltIn && kinds.includes(object.kind));
}

/** Objects with a pod template, and Pods. */
export function workloadsOf(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.filter((object) => object.pod !== undefined);
}

/** Groups whose objects start no pods that a Service could select. */
const withoutPods =
  /(?:^|\.)(?:cert-manager\.io|external-secrets\.io|gateway\.networking\.k8s\.io|traefik\.(?:io|containo\.us)|cilium\.io|keda\.sh|kyverno\.io|kustomize\.config\.k8s\.io|istio\.io|bitnami\.com|projectcontour\.io|k8s\.aws)$/;

/** Whether the file holds custom resources whose operators may start pods of their own. */
export function mayStartPods(objects: readonly KubernetesObject[]): boolean {
  return objects.some(
    (object) => !object.isBuiltIn && object.pod === undefined && !withoutPods.test(object.group) && !/Monitor$|Rule$/.test(object.kind),
  );
}

/** Of what one rule alone uses. */
export const onItsOwn: Holder = { within: (_make, work) => work() };

/** Objects of one kind by name. */
export class Catalog {
  readonly all: readonly KubernetesObject[];
  readonly #byName = new Map<string, KubernetesObject[]>();
  readonly #hasUnknown: boolean;
  #neighbours: Map<string, Neighbours> | undefined;
  readonly #holder: Holder;
  readonly #make: unknown;

  constructor(objects: readonly KubernetesObject[], holder: Holder, make?: unknown) {
    this.all = objects;
    this.#holder = holder;
    this.#make = make;
    for (const object of objects) {
      const { name } = object;
      if (name === undefined) continue;
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, [object]);
      else known.push(object);
    }
    this.#hasUnknown = objects.some((object) => object.name === undefined);
  }

  named(name: string): readonly KubernetesObject[] {
    return this.#byName.get(name) ?? [];
  }

  /** What a name stands for when an object of the same namespace, or one of `namespace`, is meant. */
  find(name: string, from: KubernetesObject, namespace?: string): Lookup {
    return this.#holder.within(this.#make, () => this.#find(name, from, namespace));
  }

  #find(name: string, from: KubernetesObject, namespace: string | undefined): Lookup {
    const place = (object: KubernetesObject): Match =>
      namespace === undefined ? inOneNamespace(object, from) : isInNamespace(object, namespace);
    const same = this.named(name);
    const found = same.find((object) => place(object) === 'yes') ?? same.find((object) => place(object) === 'unknown');
    if (found !== undefined) return { is: 'found', object: found };
    if (this.#hasUnknown) return { is: 'unknown' };
    const other = same[0];
    if (other !== undefined) return { is: 'in-other-namespace', object: other };
    const whose = namespace ?? `${namespaceOf(from) ?? ''}${from.namespace === undefined ? ' of the context' : ''}`;
    const neighbours = (this.#neighbours ??= new Map<string, Neighbours>());
    let near = neighbours.get(whose);
    if (near === undefined) neighbours.set(whose, (near = new Neighbours(this.all.filter((object) => place(object) === 'yes'))));
    return near.isNobody ? { is: 'not-here' } : { is: 'missing', nearest: near.nearest(name) };
  }
}

/** Objects of one kind and namespace, of which a name may be a misspelling. */
class Neighbours {
  readonly isNobody: boolean;
  readonly #names: readonly string[];
  readonly #known: Map<string, string | undefined>;

  constructor(objects: readonly KubernetesObject[]) {
    const [first] = objects;
    this.isNobody = first === undefined;
    // With hundreds of them a name is hardly misspelt, and the distances cost time on every key.
    this.#names = objects.length > 200 ? [] : objects.flatMap((object) => object.name ?? []);
    // The same names give the same answers in the next version of the file.
    const answers = first?.once(emptyAnswers) ?? emptyAnswers();
    const names = this.#names.join();
    if (answers.names !== names) [answers.names, answers.byName] = [names, new Map()];
    this.#known = answers.byName;
  }

  nearest(name: string): string | undefined {
    if (!this.#known.has(name)) this.#known.set(name, nearest(name, this.#names));
    return this.#known.get(name);
  }
}

function emptyAnswers(): { names: string; byName: Map<string, string | undefined> } {
  return { names: '', byName: new Map() };
}

export type Lookup =
  | { readonly is: 'found'; readonly object: KubernetesObject }
  | { readonly is: 'unknown' }
  /** The name is there, in another namespace: certain. */
  | { readonly is: 'in-other-namespace'; readonly object: KubernetesObject; readonly app?: App }
  /** Others of its kind are there, it is not: as good as certain. `app`: they are in the application's other files. */
  | { readonly is: 'missing'; readonly nearest: string | undefined; readonly app?: App }
  /** Nothing of its kind is there: it may live in another file. */
  | { readonly is: 'not-here' };

/** A name that stands at `key` of `map`. */
export interface Reference {
  readonly from: KubernetesObject;
  readonly kind: string;
  readonly name: string;
  readonly map: YamlMap;
  readonly key: string;
  /** Namespace that the reference names itself. */
  readonly namespace?: string | undefined;
}

/** The reference at `key` of `map`; none where the name is empty or filled in elsewhere. */
export function referenceAt(from: KubernetesObject, kind: string, map: YamlMap | undefined, key: string, namespace?: string): Reference[] {
  const name = map?.get(key)?.scalarText;
  return map === undefined || name === undefined || name === '' ? [] : [{ from, kind, name, map, key, namespace }];
}

/** Looks references up in catalogs that are made when first asked for. */
export class Lookups {
  readonly #objects: readonly KubernetesObject[];
  #byKind: Map<string, KubernetesObject[]> | undefined;
  readonly #holder: Holder;
  readonly #make: unknown;
  readonly #catalogs = new Map<string, Catalog>();
  readonly #found = new Map<Reference, Lookup>();

  /** `make` made it of `holder`. */
  constructor(objects: readonly KubernetesObject[], holder: Holder, make?: unknown) {
    this.#objects = objects;
    this.#holder = holder;
    this.#make = make;
  }

  catalog(kind: string): Catalog {
    let catalog = this.#catalogs.get(kind);
    if (catalog === undefined) {
      catalog = this.#holder.within(this.#make, () => new Catalog(this.#ofKind(kind), this.#holder, this.#make));
      this.#catalogs.set(kind, catalog);
    }
    return catalog;
  }

  #ofKind(kind: string): readonly KubernetesObject[] {
    if (this.#byKind === undefined) {
      this.#byKind = new Map();
      for (const object of this.#objects) {
        const same = this.#byKind.get(object.kind);
        if (same === undefined) this.#byKind.set(object.kind, [object]);
        else same.push(object);
      }
    }
    return this.#byKind.get(kind) ?? [];
  }

  find(reference: Reference): Lookup {
    let found = this.#found.get(reference);
    if (found === undefined) {
      found = this.catalog(reference.kind).find(reference.name, reference.from, reference.namespace);
      this.#found.set(reference, found);
    }
    return found;
  }
}

/** Lookups among all objects of the file. */
export function lookupsOf(file: KubernetesFile): Lookups {
  return file.once(makeLookups);
}

function makeLookups(file: KubernetesFile): Lookups {
  return new Lookups(objectsOf(file), file, makeLookups);
}

/** Lookups among those of Kubernetes itself: a custom resource may bear the name of a built-in kind. */
export function builtInLookupsOf(file: KubernetesFile): Lookups {
  return file.once(makeBuiltInLookups);
}

function makeBuiltInLookups(file: KubernetesFile): Lookups {
  return new Lookups(
    objectsOf(file).filter((object) => object.isBuiltIn),
    file,
    makeBuiltInLookups,
  );
}

export function spanOf({ map, key }: { readonly map: YamlMap; readonly key: string }) {
  const entry = map.entry(key);
  return entry?.alias ?? (entry?.value ?? map).span;
}

/** Another scalar at `key`. */
export function renameFix(map: YamlMap, key: string, value: string | number): Fix | undefined {
  const entry = map.entries.find((own) => own.key.content === key);
  if (entry === undefined) return undefined;
  const edits = replaceValue(entry, value, map);
  return edits.length === 0 ? undefined : { title: `Change to \`${value}\``, edits };
}

/** The account that a pod names, with the old spelling of the key. */
export function serviceAccountOf(object: KubernetesObject): Reference[] {
  return object.pods.flatMap((pod) => {
    const key = pod.spec.has('serviceAccountName') ? 'serviceAccountName' : 'serviceAccount';
    // Every namespace has one of this name.
    return referenceAt(object, 'ServiceAccount', pod.spec, key).filter((reference) => reference.name !== 'default');
  });
}

/** What a HorizontalPodAutoscaler scales. */
export function scaleTargetOf(object: KubernetesObject): Reference[] {
  if (object.kind !== 'HorizontalPodAutoscaler' || !object.isBuiltIn) return [];
  const target = object.get('spec', 'scaleTargetRef');
  const kind = target?.get('kind')?.string;
  return target?.kind === 'map' && kind !== undefined ? referenceAt(object, kind, target, 'name') : [];
}

/** Services that the routes of the Gateway API send requests to. */
export function routeBackendsOf(object: KubernetesObject): readonly Reference[] {
  return object.group === 'gateway.networking.k8s.io' && object.kind.endsWith('Route') ? object.once(readRouteBackends) : [];
}

function readRouteBackends(object: KubernetesObject): readonly Reference[] {
  const rules = mapsIn(object.get('spec', 'rules'));
  const mirrors = rules.flatMap((rule) => [
    ...mapsIn(rule.get('filters')),
    ...mapsIn(rule.get('backendRefs')).flatMap((backend) => mapsIn(backend.get('filters'))),
  ]);
  const backends = [
    ...rules.flatMap((rule) => mapsIn(rule.get('backendRefs'))),
    ...mirrors.map((filter) => filter.get('requestMirror', 'backendRef')),
  ];
  return backends.flatMap((backend) => {
    if (backend?.kind !== 'map' || (backend.get('kind')?.string ?? 'Service') !== 'Service' || (backend.get('group')?.string ?? '') !== '')
      return [];
    const namespace = backend.get('namespace');
    if (namespace !== undefined && namespace.scalarText === undefined) return [];
    return referenceAt(object, 'Service', backend, 'name', namespace?.scalarText);
  });
}
