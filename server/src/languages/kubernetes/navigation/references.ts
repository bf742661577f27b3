import type { Fact } from '../../../engine/facts/facts.js';
import type { Span } from '../../../engine/text/span.js';
import type { YamlNode, YamlScalar } from '../../yaml/nodes.js';
import { mapsIn, textMap } from '../../yaml/reading.js';
import type { Container } from '../container.js';
import type { KubernetesObject } from '../object.js';
import type { Pod } from '../pod.js';
import { isClusterScoped } from '../scopes.js';

// Which words of a manifest name something, and what they name: the one table behind definitions, uses and renaming.
// Fields after https://kubernetes.io/docs/reference/kubernetes-api/, 1.36.

declare module '../../../engine/facts/facts.js' {
  interface FactData {
    /** A part of an object that others name: a key of a ConfigMap or Secret, a port of a Service. The key is `Kind name#part`. */
    'object.part': { readonly namespace: string | null };
    /** A word that names an object (`Kind name`) or a part of one (`Kind name#part`). */
    'object.named': {
      readonly namespace: string | null;
      /** `Deployment api`. */
      readonly by: string;
      /** All keys are taken, so that programs meet their names. */
      readonly whole: boolean;
    };
    /** The pods of an object by `Kind namespace/name`. */
    'pod.labels': PodOwner;
    /** A container port by its name. */
    'port.declared': PodOwner;
    /** A word that asks pods for a port by its name: those of `owner`, those with all labels of `selector`, or nobody knows whose. */
    'port.named': {
      readonly namespace: string | null;
      readonly by: string;
      readonly owner: string | null;
      readonly selector: Readonly<Record<string, string>> | null;
    };
  }
}

export interface PodOwner {
  readonly namespace: string | null;
  /** `Deployment api`. */
  readonly owner: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A word that names an object or a part of one. */
export interface Reference {
  readonly node: YamlScalar;
  readonly kind: string;
  readonly name: string;
  /** Undefined for objects in no namespace, and where it is that of the context. */
  readonly namespace: string | undefined;
  readonly part: string | undefined;
  readonly whole: boolean;
}

/** A word that asks pods for a port by its name. */
export interface PortReference {
  readonly node: YamlScalar;
  readonly name: string;
  /** Whether the pods of the same object are asked. */
  readonly own: boolean;
  /** Undefined where it cannot be told which pods are asked. */
  readonly selector: ReadonlyMap<string, string> | undefined;
}

/** A name that an object gives to a part of it. */
export interface NamedPart {
  readonly node: YamlScalar;
  readonly part: string;
}

export interface NamedPort {
  readonly node: YamlScalar;
  readonly name: string;
  readonly pod: Pod;
}

export const titleOf = (object: KubernetesObject): string => `${object.kind} ${object.name ?? ''}`.trim();
export const partKey = (kind: string, name: string, part?: string): string => `${kind} ${name}${part === undefined ? '' : `#${part}`}`;

export const referencesIn = (object: KubernetesObject): readonly Reference[] => object.once(readReferences);
export const portReferencesIn = (object: KubernetesObject): readonly PortReference[] => object.once(readPortReferences);

/** What the navigation asks of other files; `anchor` is where the object is named. */
export function navigationFacts(object: KubernetesObject, anchor: Span): Fact[] {
  const namespace = object.namespace ?? null;
  const by = titleOf(object);
  const facts: Fact[] = [];
  const { name } = object;
  if (name !== undefined) {
    for (const { node, part } of partsOf(object))
      facts.push({ kind: 'object.part', key: partKey(object.kind, name, part), data: { namespace }, at: node.place });
    for (const pod of object.pods)
      facts.push({ kind: 'pod.labels', key: `${object.kind} ${object.namespace ?? ''}/${name}`, data: ownerOf(pod), at: anchor });
  }
  for (const { node, name: port, pod } of portsOf(object))
    facts.push({ kind: 'port.declared', key: port, data: ownerOf(pod), at: node.place });
  for (const reference of referencesIn(object)) {
    const data = { namespace: reference.namespace ?? null, by, whole: reference.whole };
    facts.push({ kind: 'object.named', key: partKey(reference.kind, reference.name, reference.part), data, at: reference.node.place });
  }
  for (const { node, name: port, own, selector } of portReferencesIn(object)) {
    const data = { namespace, by, owner: own ? by : null, selector: selector === undefined ? null : Object.fromEntries(selector) };
    facts.push({ kind: 'port.named', key: port, data, at: node.place });
  }
  return facts;
}

function ownerOf(pod: Pod): PodOwner {
  return { namespace: pod.object.namespace ?? null, owner: titleOf(pod.object), labels: Object.fromEntries(pod.labels) };
}

/** Keys of a ConfigMap or Secret, ports of a Service by name and by number. */
export function partsOf(object: KubernetesObject): NamedPart[] {
  if (!object.isBuiltIn) return [];
  if (object.kind === 'Service')
    return mapsIn(object.get('spec', 'ports')).flatMap((port) =>
      [port.get('name'), port.get('port')].flatMap((node) => {
        const part = node?.scalarText;
        return node?.kind === 'scalar' && part !== undefined ? [{ node, part }] : [];
      }),
    );
  const holders = object.kind === 'ConfigMap' ? ['data', 'binaryData'] : object.kind === 'Secret' ? ['data', 'stringData'] : [];
  return holders.flatMap((holder) => {
    const node = object.get(holder);
    return node?.kind === 'map' ? node.allEntries().map(({ key }) => ({ node: key, part: key.content })) : [];
  });
}

export function portsOf(object: KubernetesObject): NamedPort[] {
  return object.pods.flatMap((pod) =>
    pod.allContainers.flatMap((container) =>
      container.ports.flatMap(({ node, name }) => {
        const word = node.get('name');
        return word?.kind === 'scalar' && name !== undefined ? [{ node: word, name, pod }] : [];
      }),
    ),
  );
}

/** The labels that a built-in object asks pods for, with the entry that holds them; undefined where it asks for none in this plain way. */
export function podSelectorOf(
  object: KubernetesObject,
): { readonly node: YamlNode; readonly keySpan: Span; readonly labels: ReadonlyMap<string, string> } | undefined {
  if (!object.isBuiltIn) return undefined;
  const field =
    object.kind === 'Service' || object.kind === 'PodDisruptionBudget'
      ? 'selector'
      : object.kind === 'NetworkPolicy'
        ? 'podSelector'
        : undefined;
  const spec = object.get('spec');
  const entry = field === undefined || spec?.kind !== 'map' ? undefined : spec.entry(field);
  if (entry === undefined) return undefined;
  const isPlain = object.kind === 'Service';
  if (!isPlain && entry.value.get('matchExpressions') !== undefined) return undefined;
  const labels = textMap(isPlain ? entry.value : entry.value.get('matchLabels'));
  return labels.size === 0 ? undefined : { node: entry.value, keySpan: entry.key.span, labels };
}

interface Reader {
  (
    kind: string,
    node: YamlNode | undefined,
    more?: { readonly namespace?: string | undefined; readonly part?: YamlNode | undefined; readonly whole?: boolean },
  ): void;
}

function readReferences(object: KubernetesObject): readonly Reference[] {
  const found: Reference[] = [];
  const read: Reader = (kind, node, { namespace = object.namespace, part, whole = false } = {}) => {
    const name = node?.scalarText;
    if (node?.kind !== 'scalar' || name === undefined || name === '') return;
    const place = isClusterScoped(groupOf(kind), kind) ? undefined : namespace;
    found.push({ node, kind, name, namespace: place, part: undefined, whole });
    const text = part?.scalarText;
    if (part?.kind === 'scalar' && text !== undefined) found.push({ node: part, kind, name, namespace: place, part: text, whole: false });
  };
  for (const pod of object.pods) readPod(pod, read);
  readObject(object, read);
  return found;
}

/** API groups of the kinds in no namespace that the table below names. */
function groupOf(kind: string): string {
  switch (kind) {
    case 'ClusterRole':
      return 'rbac.authorization.k8s.io/v1';
    case 'PriorityClass':
      return 'scheduling.k8s.io/v1';
    case 'RuntimeClass':
      return 'node.k8s.io/v1';
    case 'StorageClass':
      return 'storage.k8s.io/v1';
    case 'IngressClass':
      return 'networking.k8s.io/v1';
    default:
      return 'v1';
  }
}

function readPod(pod: Pod, read: Reader): void {
  const { namespace } = pod.object;
  read('ServiceAccount', pod.get('serviceAccountName') ?? pod.get('serviceAccount'), { namespace });
  for (const secret of mapsIn(pod.get('imagePullSecrets'))) read('Secret', secret.get('name'));
  read('PriorityClass', pod.get('priorityClassName'));
  read('RuntimeClass', pod.get('runtimeClassName'));
  for (const volume of pod.volumes) {
    readVolume('ConfigMap', volume.get('configMap'), 'name', read);
    readVolume('Secret', volume.get('secret'), 'secretName', read);
    for (const source of mapsIn(volume.get('projected', 'sources'))) {
      readVolume('ConfigMap', source.get('configMap'), 'name', read);
      readVolume('Secret', source.get('secret'), 'name', read);
    }
    read('PersistentVolumeClaim', volume.get('persistentVolumeClaim', 'claimName'));
  }
  for (const container of pod.allContainers) {
    for (const { valueFrom } of container.env) {
      const [config, secret] = [valueFrom?.get('configMapKeyRef'), valueFrom?.get('secretKeyRef')];
      read('ConfigMap', config?.get('name'), { part: config?.get('key') });
      read('Secret', secret?.get('name'), { part: secret?.get('key') });
    }
    for (const source of mapsIn(container.get('envFrom'))) {
      read('ConfigMap', source.get('configMapRef', 'name'), { whole: true });
      read('Secret', source.get('secretRef', 'name'), { whole: true });
    }
  }
}

/** Without `items` every key becomes a file of its name. */
function readVolume(kind: string, source: YamlNode | undefined, nameKey: string, read: Reader): void {
  if (source === undefined) return;
  const items = mapsIn(source.get('items'));
  read(kind, source.get(nameKey), { whole: items.length === 0 });
  for (const item of items) read(kind, source.get(nameKey), { part: item.get('key') });
}

function readObject(object: KubernetesObject, read: Reader): void {
  // Autoscalers of others say it in the same way: KEDA, the vertical one.
  for (const field of ['scaleTargetRef', 'targetRef']) {
    const target = object.get('spec', field);
    const kind = target?.get('kind')?.scalarText ?? (object.kind === 'ScaledObject' ? 'Deployment' : undefined);
    if (kind !== undefined) read(kind, target?.get('name'));
  }
  if (!object.isBuiltIn) return;
  switch (object.kind) {
    case 'StatefulSet':
      read('Service', object.get('spec', 'serviceName'));
      break;
    case 'Ingress': {
      const rules = mapsIn(object.get('spec', 'rules')).flatMap((rule) => mapsIn(rule.get('http', 'paths')));
      for (const backend of [
        object.get('spec', 'defaultBackend'),
        object.get('spec', 'backend'),
        ...rules.map((path) => path.get('backend')),
      ]) {
        const service = backend?.get('service');
        read('Service', service?.get('name'), { part: service?.get('port', 'name') ?? service?.get('port', 'number') });
        // Before networking.k8s.io/v1.
        read('Service', backend?.get('serviceName'), { part: backend?.get('servicePort') });
      }
      for (const tls of mapsIn(object.get('spec', 'tls'))) read('Secret', tls.get('secretName'));
      read('IngressClass', object.get('spec', 'ingressClassName'));
      break;
    }
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TCPRoute':
    case 'TLSRoute':
    case 'UDPRoute':
      for (const backend of mapsIn(object.get('spec', 'rules')).flatMap((rule) => mapsIn(rule.get('backendRefs')))) {
        const namespace = backend.get('namespace')?.scalarText ?? object.namespace;
        if ((backend.get('kind')?.scalarText ?? 'Service') === 'Service')
          read('Service', backend.get('name'), { namespace, part: backend.get('port') });
      }
      for (const parent of mapsIn(object.get('spec', 'parentRefs')))
        read(parent.get('kind')?.scalarText ?? 'Gateway', parent.get('name'), {
          namespace: parent.get('namespace')?.scalarText ?? object.namespace,
        });
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      read(object.get('roleRef', 'kind')?.scalarText ?? 'Role', object.get('roleRef', 'name'));
      for (const subject of mapsIn(object.get('subjects')))
        if (subject.get('kind')?.scalarText === 'ServiceAccount')
          read('ServiceAccount', subject.get('name'), { namespace: subject.get('namespace')?.scalarText ?? object.namespace });
      break;
    case 'ServiceAccount':
      for (const list of ['secrets', 'imagePullSecrets']) for (const secret of mapsIn(object.get(list))) read('Secret', secret.get('name'));
      break;
    case 'PersistentVolumeClaim':
      read('StorageClass', object.get('spec', 'storageClassName'));
      read('PersistentVolume', object.get('spec', 'volumeName'));
      break;
    default:
  }
}

function readPortReferences(object: KubernetesObject): readonly PortReference[] {
  const found: PortReference[] = [];
  const read = (node: YamlNode | undefined, whose: Pick<PortReference, 'own' | 'selector'>): void => {
    // A number names no port; one in quotes is read as a number too.
    if (node?.kind === 'scalar' && node.string !== undefined && /[a-z]/i.test(node.string))
      found.push({ node, name: node.string, ...whose });
  };
  for (const pod of object.pods)
    for (const container of pod.allContainers) for (const node of askedPorts(container)) read(node, { own: true, selector: undefined });
  const labels = podSelectorOf(object)?.labels;
  if (object.isBuiltIn && object.kind === 'Service')
    for (const port of mapsIn(object.get('spec', 'ports'))) read(port.get('targetPort'), { own: false, selector: labels });
  if (object.isBuiltIn && object.kind === 'NetworkPolicy') {
    for (const rule of mapsIn(object.get('spec', 'ingress')))
      for (const port of mapsIn(rule.get('ports'))) read(port.get('port'), { own: false, selector: labels });
    // Ports of those whom it lets the pods talk to.
    for (const rule of mapsIn(object.get('spec', 'egress')))
      for (const port of mapsIn(rule.get('ports'))) read(port.get('port'), { own: false, selector: undefined });
  }
  if (object.group === 'monitoring.coreos.com' && object.kind === 'PodMonitor') {
    const selector = textMap(object.get('spec', 'selector', 'matchLabels'));
    for (const endpoint of mapsIn(object.get('spec', 'podMetricsEndpoints')))
      read(endpoint.get('port'), { own: false, selector: selector.size === 0 ? undefined : selector });
  }
  return found;
}

function askedPorts(container: Container): (YamlNode | undefined)[] {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((kind) => container.get(kind));
  const hooks = ['postStart', 'preStop'].map((hook) => container.get('lifecycle', hook));
  return [...probes, ...hooks].flatMap((asks) => [asks?.get('httpGet', 'port'), asks?.get('tcpSocket', 'port')]);
}
