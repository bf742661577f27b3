import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import type { YamlMap, YamlNode, YamlScalar } from '../../languages/yaml/nodes.js';
import { mapsIn, textsIn } from '../../languages/yaml/reading.js';

/** One backend of an Ingress, as `networking.k8s.io/v1` writes it and as the versions before did. */
export interface IngressBackend {
  readonly node: YamlMap;
  /** The map that holds the Service's name, and its key there. */
  readonly map: YamlMap;
  readonly key: 'name' | 'serviceName';
  readonly name: string | undefined;
  readonly port: string | number | undefined;
  readonly portMap: YamlMap | undefined;
  readonly portKey: string;
}

export interface IngressPath {
  readonly node: YamlMap;
  readonly path: YamlScalar | undefined;
  readonly type: string | undefined;
}

export interface IngressRule {
  readonly node: YamlMap;
  /** Undefined when it is not written; then the rule is for every host. */
  readonly host: YamlNode | undefined;
  readonly paths: readonly IngressPath[];
}

export function rulesOf(ingress: KubernetesObject): readonly IngressRule[] {
  return ingress.once(readRules);
}

function readRules(ingress: KubernetesObject): readonly IngressRule[] {
  return mapsIn(ingress.get('spec', 'rules')).map((node) => {
    const host = node.get('host');
    return { node, host: host?.isNull || host?.scalarText === '' ? undefined : host, paths: mapsIn(node.get('http', 'paths')).map(pathOf) };
  });
}

function pathOf(node: YamlMap): IngressPath {
  const path = node.get('path');
  return { node, path: path?.kind === 'scalar' && path.string !== undefined ? path : undefined, type: node.get('pathType')?.string };
}

export function backendsOf(ingress: KubernetesObject): readonly IngressBackend[] {
  return ingress.once(readBackends);
}

function readBackends(ingress: KubernetesObject): readonly IngressBackend[] {
  const nodes = [
    ingress.get('spec', 'defaultBackend'),
    ingress.get('spec', 'backend'),
    ...rulesOf(ingress).flatMap((rule) => rule.paths.map((path) => path.node.get('backend'))),
  ];
  return nodes.flatMap((node) => (node?.kind === 'map' ? backendOf(node) : []));
}

function backendOf(node: YamlMap): IngressBackend[] {
  const service = node.get('service');
  if (service?.kind === 'map') {
    const port = service.get('port');
    const portMap = port?.kind === 'map' ? port : undefined;
    const portKey = portMap?.has('number') === true ? 'number' : 'name';
    return [
      { node, map: service, key: 'name', name: service.get('name')?.scalarText, port: valueOf(portMap?.get(portKey)), portMap, portKey },
    ];
  }
  if (!node.has('serviceName')) return [];
  return [
    {
      node,
      map: node,
      key: 'serviceName',
      name: node.get('serviceName')?.scalarText,
      port: valueOf(node.get('servicePort')),
      portMap: node,
      portKey: 'servicePort',
    },
  ];
}

const valueOf = (node: YamlNode | undefined): string | number | undefined => node?.number ?? node?.string;

export interface IngressTls {
  readonly node: YamlMap;
  readonly hosts: readonly string[];
  /** Whether hosts are written that are not known. */
  readonly isUnknown: boolean;
}

export function tlsOf(ingress: KubernetesObject): IngressTls[] {
  return mapsIn(ingress.get('spec', 'tls')).map((node) => {
    const hosts = node.get('hosts');
    return { node, hosts: textsIn(hosts), isUnknown: (hosts?.items ?? []).some((host) => host.scalarText === undefined) };
  });
}

/** Whether `pattern` (`api.example.com`, `*.example.com`) stands for `host`; a wildcard is one label: https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards. */
export function hostMatches(pattern: string, host: string): boolean {
  const [a, b] = [pattern.toLowerCase(), host.toLowerCase()];
  if (a === b) return true;
  return a.startsWith('*.') && b.indexOf('.') !== -1 && b.slice(b.indexOf('.')) === a.slice(1);
}

/** The class that picks the controller: the field, or the annotation of before. */
export function classOf(ingress: KubernetesObject): string | undefined {
  return ingress.get('spec', 'ingressClassName')?.scalarText ?? ingress.annotations.get('kubernetes.io/ingress.class');
}

export function isVersionOne(ingress: KubernetesObject): boolean {
  return ingress.apiVersion === 'networking.k8s.io/v1';
}

/** Annotations of ingress-nginx, by the part behind the prefix; the prefix can be changed, so any is taken. */
export function nginxAnnotations(
  ingress: KubernetesObject,
): { readonly name: string; readonly key: YamlScalar; readonly value: YamlNode }[] {
  const annotations = ingress.get('metadata', 'annotations');
  if (annotations?.kind !== 'map') return [];
  return annotations.allEntries().map(({ key, value }) => ({ name: key.content.slice(key.content.lastIndexOf('/') + 1), key, value }));
}

/** Image of a controller of kubernetes/ingress-nginx, with its version; undefined for everything else. */
export function ingressNginxVersion(image: string | undefined): { readonly version: readonly number[] | undefined } | undefined {
  if (
    image === undefined ||
    !/(?:^|\/)ingress-nginx\/controller(?:-chroot)?(?=[:@]|$)|(?:^|\/)kubernetes-ingress-controller\/nginx-ingress-controller|k8s\.(?:gcr\.)?io\/ingress-nginx\/controller/.test(
      image,
    )
  )
    return undefined;
  const tag = /:v?(\d+)\.(\d+)\.(\d+)/.exec(image);
  return { version: tag === null ? undefined : tag.slice(1, 4).map(Number) };
}

export function isBefore(version: readonly number[], other: readonly number[]): boolean {
  for (let i = 0; i < other.length; i++) {
    const difference = (version[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
