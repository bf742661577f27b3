import type { Fact } from '../../engine/facts/facts.js';
import type { Container, ProbeKind } from './container.js';
import type { KubernetesFile } from './file.js';
import type { KubernetesObject } from './object.js';
import { toData } from '../yaml/nodes.js';
import { textsIn } from '../yaml/reading.js';

/** What other files ask of manifests. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** A container that runs an image; the key is the image's repository without registry prefix of Docker Hub, tag and digest. */
    'image.used': UsedImage;
    /** Every object by `Kind namespace/name`. */
    object: { readonly apiVersion: string; readonly labels: Readonly<Record<string, string>> };
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
  readonly runAsUser: number | null;
  readonly readOnlyRoot: boolean;
  /** `containerPort`s. */
  readonly ports: readonly number[];
  readonly command: readonly string[] | null;
  readonly args: readonly string[] | null;
  readonly mounts: readonly string[];
  readonly probes: Readonly<Partial<Record<ProbeKind, { readonly path: string | null; readonly port: number | null }>>>;
  readonly longRunning: boolean;
}

export const probeKinds: readonly ProbeKind[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

export function objectKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

export function kubernetesFacts(file: KubernetesFile): readonly Fact[] {
  return file.documents.flatMap((document) => document.facts);
}

/** What one object tells; kept by its document. */
export function objectFacts(object: KubernetesObject): Fact[] {
  const facts: Fact[] = [];
  const { name } = object;
  if (name !== undefined) {
    const data = { apiVersion: object.apiVersion, labels: Object.fromEntries(object.labels) };
    facts.push({ kind: 'object', key: objectKey(object.kind, object.namespace, name), data, at: object.anchor });
  }
  const defined = object.kind === 'CustomResourceDefinition' ? object.get('spec') : undefined;
  const group = defined?.get('group')?.string;
  const kind = defined?.get('names', 'kind')?.string;
  if (group !== undefined && kind !== undefined)
    facts.push({ kind: 'crd', key: `${group}/${kind}`, data: toData(object.root) as object, at: object.anchor });
  for (const pod of object.pods) {
    for (const container of pod.allContainers) {
      const { image, imageNode } = container;
      if (image !== undefined && imageNode !== undefined)
        facts.push({ kind: 'image.used', key: image.repository, data: usedImage(container, image.text, image.tag), at: imageNode.span });
    }
  }
  return facts;
}

function usedImage(container: Container, image: string, tag: string | undefined): UsedImage {
  const { object } = container.pod;
  const words = (key: string): readonly string[] | null => (container.get(key) === undefined ? null : textsIn(container.get(key)));
  return {
    image,
    tag: tag ?? null,
    workload: `${object.kind} ${object.name ?? ''}`.trim(),
    container: container.name ?? '',
    role: container.role,
    runAsNonRoot: container.effectiveSecurity('runAsNonRoot')?.boolean ?? null,
    runAsUser: container.effectiveSecurity('runAsUser')?.number ?? null,
    readOnlyRoot: container.security('readOnlyRootFilesystem')?.boolean === true,
    ports: container.ports.flatMap(({ number }) => number ?? []),
    command: words('command'),
    args: words('args'),
    mounts: container.mounts.flatMap((mount) => mount.get('mountPath')?.scalarText ?? []),
    probes: Object.fromEntries(
      probeKinds.flatMap((kind) => {
        const probe = container.probe(kind);
        if (probe === undefined) return [];
        const get = probe.get('httpGet') ?? probe.get('tcpSocket') ?? probe.get('grpc');
        return [[kind, { path: get?.get('path')?.scalarText ?? null, port: portOf(container, get?.get('port')?.scalarText) }]];
      }),
    ),
    longRunning: container.isLongRunning,
  };
}

/** A probe names a port by number or by the name that the container gives it. */
export function portOf(container: Container, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  return container.ports.find(({ name }) => name === text)?.number ?? null;
}
