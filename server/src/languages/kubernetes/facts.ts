import type { Fact } from '../../engine/facts/facts.js';
import { lastPart } from '../dockerfile/imageNames.js';
import { appFacts } from './appFacts.js';
import { objectInstallations } from '../helm/installed.js';
import type { Container, ProbeKind } from './container.js';
import type { KubernetesFile } from './file.js';
import type { KubernetesObject } from './object.js';
import { navigationFacts } from './navigation/references.js';
import { toData, type YamlMap, type YamlNode } from '../yaml/nodes.js';
import { mapsIn, textMap } from '../yaml/reading.js';

/** What other files ask of manifests. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** A container that runs an image; the key is the image's repository without registry prefix of Docker Hub, tag and digest. */
    'image.used': UsedImage;
    /** That an image is run; the key is the last part of its repository. */
    'image.named': { readonly repository: string };
    /** Another program writes some of the file's objects: what they say is not known. */
    templated: Record<string, never>;
    /** Every object by `Kind namespace/name`. */
    object: { readonly apiVersion: string; readonly labels: Readonly<Record<string, string>> };
    /** A Service by `namespace/name`; no selector when it has none. */
    service: { readonly namespace: string | null; readonly selector: Readonly<Record<string, string>> };
    /** An Ingress by `namespace/name`, with the Services that it leads to. */
    ingress: { readonly namespace: string | null; readonly tls: boolean; readonly services: readonly string[] };
  }
}

export interface UsedImage {
  readonly image: string;
  readonly tag: string | null;
  /** `Deployment api`. */
  readonly workload: string;
  readonly container: string;
  readonly role: Container['role'];
  /** Effective, pod and container together; null when neither says. */
  readonly runAsNonRoot: boolean | null;
  readonly runAsUser: number | 'unknown' | null;
  readonly readOnlyRoot: boolean;
  /** `containerPort`s. */
  readonly ports: readonly number[];
  /** Those of `ports` that are for metrics or debugging, by their names. */
  readonly sidePorts: readonly number[];
  readonly command: readonly string[] | null;
  readonly args: readonly string[] | null;
  readonly mounts: readonly string[];
  /** Those of `mounts` that hide what the image holds there: no `subPath`, and no init container fills the volume first. */
  readonly hiding: readonly string[];
  /** Whether its environment may choose the port that the program listens on. */
  readonly choosesPort: boolean;
  /** Whether the pod says itself who may listen below 1024, or shares the node's network. */
  readonly setsLowPorts: boolean;
  /** Whether its environment names a folder for temporary files. */
  readonly setsTemporary: boolean;
  /** Whether its environment names the proxies to trust. */
  readonly trustsProxies: boolean;
  readonly namespace: string | null;
  /** Those of the pod, which Services select by. */
  readonly labels: Readonly<Record<string, string>>;
  readonly probes: Readonly<Partial<Record<ProbeKind, { readonly path: string | null; readonly port: number | null }>>>;
  readonly longRunning: boolean;
}

export const probeKinds: readonly ProbeKind[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

export function objectKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

export function kubernetesFacts(file: KubernetesFile, path: string): readonly Fact[] {
  const facts = [...file.documents.flatMap((document) => document.facts), ...appFacts(file, path)];
  const template = file.documents.find((document) => document.isTemplated && document.text.includes('apiVersion'));
  return template === undefined ? facts : [...facts, { kind: 'templated', key: '', data: {}, at: template.span }];
}

/** What one object tells; kept by its document. */
export function objectFacts(object: KubernetesObject): Fact[] {
  const facts: Fact[] = [];
  const { name } = object;
  if (name !== undefined) {
    const data = { apiVersion: object.apiVersion, labels: Object.fromEntries(object.labels) };
    facts.push({ kind: 'object', key: objectKey(object.kind, object.namespace, name), data, at: object.place });
  }
  const defined = object.kind === 'CustomResourceDefinition' ? object.get('spec') : undefined;
  const group = defined?.get('group')?.string;
  const kind = defined?.get('names', 'kind')?.string;
  if (group !== undefined && kind !== undefined)
    facts.push({ kind: 'crd', key: `${group}/${kind}`, data: toData(object.root) as object, at: object.place });
  if (name !== undefined && object.isBuiltIn) facts.push(...routeFacts(object, `${object.namespace ?? ''}/${name}`));
  facts.push(...navigationFacts(object, object.place), ...objectInstallations(object));
  for (const pod of object.pods) {
    for (const container of pod.allContainers) {
      const { image, imageNode } = container;
      const used = usedImageOf(container);
      if (image === undefined || imageNode === undefined || used === undefined) continue;
      const { repository } = image;
      facts.push({ kind: 'image.used', key: repository, data: used, at: imageNode.place });
      facts.push({ kind: 'image.named', key: lastPart(repository), data: { repository }, at: imageNode.place });
    }
  }
  return facts;
}

/** How requests come to pods. */
function routeFacts(object: KubernetesObject, key: string): Fact[] {
  const [namespace, at] = [object.namespace ?? null, object.place];
  if (object.kind === 'Service')
    return [{ kind: 'service', key, data: { namespace, selector: Object.fromEntries(textMap(object.get('spec', 'selector'))) }, at }];
  if (object.kind !== 'Ingress') return [];
  const rules = mapsIn(object.get('spec', 'rules')).flatMap((rule) => mapsIn(rule.get('http', 'paths')).map((path) => path.get('backend')));
  const services = [object.get('spec', 'defaultBackend'), ...rules].flatMap((backend) => backend?.get('service', 'name')?.scalarText ?? []);
  const tls = (object.get('spec', 'tls')?.items.length ?? 0) > 0;
  return [{ kind: 'ingress', key, data: { namespace, tls, services: [...new Set(services)] }, at }];
}

/** What a container says of the image that it runs; undefined where that is not known. */
export function usedImageOf(container: Container): UsedImage | undefined {
  return container.pod.object.once(usedImages).get(container);
}

/** Many rules ask for the same. */
function usedImages(object: KubernetesObject): ReadonlyMap<Container, UsedImage> {
  const used = new Map<Container, UsedImage>();
  for (const container of object.pods.flatMap((pod) => pod.allContainers)) {
    const { image } = container;
    if (image !== undefined) used.set(container, usedImage(container, image.text, image.tag));
  }
  return used;
}

function usedImage(container: Container, image: string, tag: string | undefined): UsedImage {
  const { pod } = container;
  const { object } = pod;
  const user = container.effectiveSecurity('runAsUser');
  return {
    image,
    tag: tag ?? null,
    workload: `${object.kind} ${object.name ?? ''}`.trim(),
    container: container.name ?? '',
    role: container.role,
    runAsNonRoot: pod.isWindows ? null : (container.effectiveSecurity('runAsNonRoot')?.boolean ?? null),
    runAsUser: user === undefined || user.isNull ? null : (user.number ?? 'unknown'),
    readOnlyRoot: container.security('readOnlyRootFilesystem')?.boolean === true,
    ports: container.ports.flatMap(({ number }) => number ?? []),
    sidePorts: container.ports.flatMap(({ name, number }) =>
      number !== undefined && /metrics|prom|debug|admin|pprof|jmx|health/.test(name ?? '') ? number : [],
    ),
    command: wordsIn(container.get('command')),
    args: wordsIn(container.get('args')),
    mounts: container.mounts.flatMap((mount) => mount.get('mountPath')?.scalarText ?? []),
    hiding: hidingMounts(container).map(({ path }) => path),
    choosesPort: choosesPort(container),
    setsLowPorts: setsLowPorts(container),
    setsTemporary: container.env.some(({ name }) => /^(?:TMPDIR|TEMP|TMP|GUNICORN_CMD_ARGS)$/.test(name)),
    trustsProxies: mayHave(container, /^FORWARDED_ALLOW_IPS$/),
    namespace: object.namespace ?? null,
    labels: Object.fromEntries(pod.labels),
    probes: Object.fromEntries(
      probeKinds.flatMap((kind) => {
        const probe = container.probe(kind);
        if (probe === undefined) return [];
        const get = probe.get('httpGet') ?? probe.get('tcpSocket') ?? probe.get('grpc');
        return [[kind, { path: get?.get('path')?.scalarText ?? null, port: probePortOf(container, get?.get('port')?.scalarText) }]];
      }),
    ),
    longRunning: container.isLongRunning,
  };
}

/** Null where nothing is written or an empty list, which is the same to the kubelet; `…` for words that are not known. */
function wordsIn(node: YamlNode | undefined): readonly string[] | null {
  const words = (node?.items ?? []).map((item) => item.scalarText ?? '…');
  if (words.length > 0) return words;
  return node?.isUnknown === true ? ['…'] : null;
}

/** Mounts that put a whole volume over what the image holds. */
export function hidingMounts(container: Container): readonly { readonly path: string; readonly mount: YamlMap }[] {
  const before = container.pod.allContainers.filter((other) => other.role === 'init' && other !== container);
  return container.mounts.flatMap((mount) => {
    const [path, name] = [mount.get('mountPath')?.scalarText, mount.get('name')?.scalarText];
    const isPart = mount.has('subPath') || mount.has('subPathExpr');
    const isFilled = before.some((other) => other.mounts.some((each) => each.get('name')?.scalarText === name));
    return path === undefined || name === undefined || isPart || isFilled ? [] : [{ path: path.replace(/(.)\/+$/, '$1'), mount }];
  });
}

/** Whether a variable of such a name is set, or may be by a ConfigMap or Secret as a whole. */
function mayHave(container: Container, name: RegExp): boolean {
  return container.get('envFrom') !== undefined || container.env.some((variable) => name.test(variable.name));
}

function choosesPort(container: Container): boolean {
  const ports = container.ports.map(({ number }) => String(number));
  return (
    mayHave(container, /PORT|ADDR|BIND|LISTEN|URL|HOST|ARGS|OPTS/i) ||
    container.env.some(({ value }) => ports.some((port) => value?.scalarText?.includes(port) === true))
  );
}

function setsLowPorts({ pod }: Container): boolean {
  return (
    pod.get('hostNetwork')?.boolean === true ||
    (pod.get('securityContext', 'sysctls')?.items ?? []).some(
      (item) => item.get('name')?.scalarText?.replaceAll('/', '.') === 'net.ipv4.ip_unprivileged_port_start',
    )
  );
}

/** Containers of a pod share an address: a port that another one declares is not this one's. */
function probePortOf(container: Container, text: string | undefined): number | null {
  const port = portOf(container, text);
  const isOthers = container.pod.allContainers.some((other) => other !== container && other.ports.some(({ number }) => number === port));
  return isOthers && !container.ports.some(({ number }) => number === port) ? null : port;
}

/** A probe names a port by number or by the name that the container gives it. */
export function portOf(container: Container, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  return container.ports.find(({ name }) => name === text)?.number ?? null;
}
