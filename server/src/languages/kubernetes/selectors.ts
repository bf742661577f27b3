import type { YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import { mapsIn, textMap, textsIn } from '../yaml/reading.js';
import type { KubernetesObject } from './object.js';
import type { ContainerPort, Container } from './container.js';
import type { Pod } from './pod.js';

// What selects what: labels, namespaces and ports, as pure functions. What another tool fills in is neither a match nor a miss.

export type Match = 'yes' | 'no' | 'unknown';

/** Labels as they stand in a file. */
export interface LabelSet {
  readonly values: ReadonlyMap<string, string>;
  /** Keys whose value is filled in elsewhere. */
  readonly unknown: ReadonlySet<string>;
}

/** One condition of a selector; an entry of `matchLabels` is the operator `In` with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
  /** Whether its value is filled in elsewhere, or the operator is none. */
  readonly isUnknown: boolean;
  /** The entry of `matchLabels`, or the item of `matchExpressions`. */
  readonly entry: YamlEntry | undefined;
  readonly node: YamlNode;
}

export interface Selector {
  /** All of them have to hold: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/. */
  readonly requirements: readonly Requirement[];
  /** No condition at all: what that means depends on the field. */
  readonly isEmpty: boolean;
}

export function labelSet(node: YamlNode | undefined): LabelSet {
  const unknown = new Set<string>();
  if (node?.kind === 'map') for (const { key, value } of node.allEntries()) if (value.isUnknown) unknown.add(key.content);
  return { values: textMap(node), unknown };
}

export function podLabels(pod: Pod): LabelSet {
  const at = pod.object.pods.indexOf(pod);
  return pod.object.once(podLabelSets)[at] ?? readPodLabels(pod);
}

/** Of each of its pods. */
export function labelSetsOf(object: KubernetesObject): readonly LabelSet[] {
  return object.once(podLabelSets);
}

function podLabelSets(object: KubernetesObject): readonly LabelSet[] {
  return object.pods.map(readPodLabels);
}

function readPodLabels(pod: Pod): LabelSet {
  return labelSet(pod.holder.get('metadata', 'labels'));
}

/** A plain map of labels, as Services and ReplicationControllers have it. */
export function readLabelMap(node: YamlNode | undefined): Selector {
  const requirements = node?.kind === 'map' ? node.allEntries().map(requirementOf) : [];
  return { requirements, isEmpty: requirements.length === 0 };
}

/** A LabelSelector: `matchLabels` and `matchExpressions`. */
export function readSelector(node: YamlNode | undefined): Selector {
  const labels = node?.get('matchLabels');
  const requirements = labels?.kind === 'map' ? labels.allEntries().map(requirementOf) : [];
  for (const expression of mapsIn(node?.get('matchExpressions'))) requirements.push(expressionOf(expression));
  return { requirements, isEmpty: requirements.length === 0 };
}

function requirementOf(entry: YamlEntry): Requirement {
  const value = entry.value.scalarText;
  return {
    key: entry.key.content,
    operator: 'In',
    values: value === undefined ? [] : [value],
    isUnknown: value === undefined,
    entry,
    node: entry.value,
  };
}

function expressionOf(node: YamlMap): Requirement {
  const operator = node.get('operator')?.string;
  const key = node.get('key')?.scalarText;
  const values = node.get('values');
  const isKnown = operator === 'In' || operator === 'NotIn' || operator === 'Exists' || operator === 'DoesNotExist';
  return {
    key: key ?? '',
    operator: isKnown ? operator : 'Exists',
    values: textsIn(values),
    isUnknown: !isKnown || key === undefined || (values?.items ?? []).some((item) => item.scalarText === undefined),
    entry: undefined,
    node,
  };
}

/** Whether one condition holds; an absent label satisfies `NotIn`. */
export function satisfies(labels: LabelSet, requirement: Requirement): Match {
  const { key, operator, values } = requirement;
  if (requirement.isUnknown) return operator === 'In' && requirement.entry !== undefined && !hasKey(labels, key) ? 'no' : 'unknown';
  if (labels.unknown.has(key)) return operator === 'Exists' ? 'yes' : operator === 'DoesNotExist' ? 'no' : 'unknown';
  const value = labels.values.get(key);
  const isIn = value !== undefined && values.includes(value);
  switch (operator) {
    case 'In':
      return isIn ? 'yes' : 'no';
    case 'NotIn':
      return isIn ? 'no' : 'yes';
    case 'Exists':
      return value === undefined ? 'no' : 'yes';
    default:
      return value === undefined ? 'yes' : 'no';
  }
}

/** Whether a selector selects what carries `labels`. An empty one selects everything. */
export function selects(selector: Selector, labels: LabelSet): Match {
  let isUnknown = false;
  for (const requirement of selector.requirements) {
    const match = satisfies(labels, requirement);
    if (match === 'no') return 'no';
    if (match === 'unknown') isUnknown = true;
  }
  return isUnknown ? 'unknown' : 'yes';
}

const hasKey = (labels: LabelSet, key: string): boolean => labels.values.has(key) || labels.unknown.has(key);

/** The namespace where an object ends up when nobody says otherwise; undefined when it is filled in elsewhere. */
export function namespaceOf(object: KubernetesObject): string | undefined {
  return object.namespace ?? (object.once(hasUnknownNamespace) ? undefined : 'default');
}

function hasUnknownNamespace(object: KubernetesObject): boolean {
  const node = object.get('metadata', 'namespace');
  return node !== undefined && !node.isNull && node.scalarText === undefined;
}

/**
 * Whether two objects are in one namespace. One without `metadata.namespace` goes to that of the context, which may be the
 * other's: then it is not known, unless the other says `default` or nothing either.
 */
export function inOneNamespace(a: KubernetesObject, b: KubernetesObject): Match {
  const [one, other] = [namespaceOf(a), namespaceOf(b)];
  if (one === undefined || other === undefined) return 'unknown';
  if (one === other) return 'yes';
  return a.namespace === undefined || b.namespace === undefined ? 'unknown' : 'no';
}

/** Whether an object of the given namespace is named; `b` may be named in another namespace than its own. */
export function isInNamespace(object: KubernetesObject, namespace: string): Match {
  const own = namespaceOf(object);
  if (own === undefined) return 'unknown';
  if (own === namespace) return 'yes';
  return object.namespace === undefined ? 'unknown' : 'no';
}

/** One port of a Service. */
export interface ServicePort {
  readonly node: YamlMap;
  readonly number: number | undefined;
  readonly name: string | undefined;
  /** `TCP` when nothing is written. */
  readonly protocol: string;
  /** Name or number that is asked of the pods; `port` where it is not written: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports. */
  readonly target: string | number | undefined;
  /** Where `target` is written. */
  readonly targetNode: YamlNode | undefined;
}

export function servicePorts(service: KubernetesObject): readonly ServicePort[] {
  return service.once(readServicePorts);
}

function readServicePorts(service: KubernetesObject): ServicePort[] {
  return mapsIn(service.get('spec', 'ports')).map((node) => {
    const written = node.get('targetPort');
    const targetNode = written === undefined || written.isNull ? node.get('port') : written;
    return {
      node,
      number: node.get('port')?.number,
      name: node.get('name')?.scalarText,
      protocol: node.get('protocol')?.string ?? 'TCP',
      target: targetNode?.number ?? targetNode?.string,
      targetNode,
    };
  });
}

/** The port of a Service that is asked for by number or by name; an unnamed one has no name to ask for. */
export function findServicePort(ports: readonly ServicePort[], wanted: string | number): ServicePort | undefined {
  return ports.find((port) => (typeof wanted === 'number' ? port.number === wanted : port.name === wanted));
}

/** Ports of the containers that run while the pod serves. */
export function servedPorts(pod: Pod): { readonly container: Container; readonly port: ContainerPort }[] {
  return pod.allContainers
    .filter((container) => container.role === 'main' || container.isSidecar)
    .flatMap((container) => container.ports.map((port) => ({ container, port })));
}

/**
 * Whether a pod declares the port that a Service asks for. A number that nobody declares may be served all the same, so it is
 * unknown where the pod declares none; a name has to be declared.
 */
export function servesPort(pod: Pod, target: string | number, protocol: string): Match {
  const ports = servedPorts(pod);
  const isUnknown = ports.some(({ port }) => (typeof target === 'number' ? port.number === undefined : port.node.get('name')?.isUnknown));
  const isServed = ports.some(
    ({ port }) => (typeof target === 'number' ? port.number : port.name) === target && port.protocol === protocol,
  );
  if (isServed) return 'yes';
  return isUnknown || (typeof target === 'number' && ports.length === 0) ? 'unknown' : 'no';
}

/** See `KubernetesFile.within`. */
export interface Holder {
  within<T>(make: unknown, work: () => T): T;
}

/** Objects with pods by their pods' labels, so that many selectors can be asked of many objects. */
export class PodIndex {
  readonly all: readonly KubernetesObject[];
  readonly #byPair = new Map<string, KubernetesObject[]>();
  /** Objects with a label whose value is not known, by its key. */
  readonly #byUnknown = new Map<string, KubernetesObject[]>();
  readonly #holder: Holder;
  readonly #make: unknown;
  #byNamespace: Map<string | undefined, KubernetesObject[]> | undefined;
  readonly #told = new WeakMap<Selector, { readonly of: readonly KubernetesObject[]; readonly value: unknown }>();

  /** `make` made it of `holder`. */
  constructor(objects: readonly KubernetesObject[], holder: Holder, make: unknown) {
    this.#holder = holder;
    this.#make = make;
    this.all = objects.filter((object) => object.pod !== undefined);
    for (const object of this.all) {
      for (const { values, unknown } of labelSetsOf(object)) {
        for (const [key, value] of values) add(this.#byPair, `${key}=${value}`, object);
        for (const key of unknown) add(this.#byUnknown, key, object);
      }
    }
  }

  /** Those in the namespace of `from` for certain; the same list for all who are in it. */
  near(from: KubernetesObject): readonly KubernetesObject[] {
    return this.#holder.within(this.#make, () => this.#near(from));
  }

  #near(from: KubernetesObject): readonly KubernetesObject[] {
    if (this.#byNamespace === undefined) {
      this.#byNamespace = new Map();
      for (const object of this.all) {
        const namespace = namespaceOf(object);
        const known = this.#byNamespace.get(namespace);
        if (known === undefined) this.#byNamespace.set(namespace, [object]);
        else known.push(object);
      }
    }
    const namespace = namespaceOf(from);
    return (namespace === undefined ? undefined : this.#byNamespace.get(namespace)) ?? nobody;
  }

  /** What `make`, the same each time, says of a selector and some of the index, `of`: made once for as long as both are the same. */
  told<T>(selector: Selector, of: readonly KubernetesObject[], make: () => T): T {
    const known = this.#told.get(selector);
    if (known?.of === of) return known.value as T;
    const value = this.#holder.within(this.#make, make);
    this.#told.set(selector, { of, value });
    return value;
  }

  /** Objects with a label that fulfils a condition, or may; undefined where only looking at each tells. */
  holding({ key, operator, values, isUnknown }: Requirement): readonly KubernetesObject[] | undefined {
    if (operator !== 'In' || values.length !== 1 || isUnknown) return undefined;
    const known = this.#byPair.get(`${key}=${values[0] as string}`) ?? nobody;
    const unknown = this.#byUnknown.get(key) ?? nobody;
    return unknown.length === 0 ? known : [...new Set([...known, ...unknown])];
  }

  matches(selector: Selector, object: KubernetesObject): Match {
    let best: Match = 'no';
    for (const labels of labelSetsOf(object)) {
      const match = selects(selector, labels);
      if (match === 'yes') return 'yes';
      if (match === 'unknown') best = 'unknown';
    }
    return best;
  }

  /** Objects whose pods the selector selects, or may select when what is not known turns out so. */
  selected(selector: Selector, least: 'yes' | 'unknown' = 'unknown'): KubernetesObject[] {
    return this.#candidates(selector).filter((object) => {
      const match = this.matches(selector, object);
      return match === 'yes' || match === least;
    });
  }

  /** Those that one condition with a single value leaves; all where there is none. */
  #candidates({ requirements }: Selector): readonly KubernetesObject[] {
    for (const requirement of requirements) {
      const holding = this.holding(requirement);
      if (holding !== undefined) return holding;
    }
    return this.all;
  }
}

const nobody: readonly KubernetesObject[] = [];

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (known.at(-1) !== value) known.push(value);
}
