import { Absence, type Span } from '../../engine/text/span.js';
import { parseImageReference, type ImageReference } from '../dockerfile/image.js';
import { reader } from '../yaml/reads.js';
import type { PathStep, YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import { deepestEntry, mapsIn, textsIn } from '../yaml/reading.js';
import type { Pod } from './pod.js';

export type ContainerRole = 'main' | 'init' | 'ephemeral';
export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

export interface ContainerPort {
  readonly node: YamlMap;
  readonly number: number | undefined;
  readonly name: string | undefined;
  /** `TCP` when nothing is written. */
  readonly protocol: string;
}

export interface EnvVariable {
  readonly node: YamlMap;
  readonly name: string;
  readonly nameNode: YamlNode;
  /** The literal; undefined when it is taken from elsewhere. */
  readonly value: YamlNode | undefined;
  readonly valueFrom: YamlNode | undefined;
}

/** One container of a pod. */
export class Container {
  readonly pod: Pod;
  readonly node: YamlMap;
  readonly role: ContainerRole;
  /** `containers`, `initContainers` or `ephemeralContainers`, and the place in it. */
  readonly listKey: string;
  readonly index: number;
  #image: ImageReference | null | undefined;
  #ports: readonly ContainerPort[] | undefined;
  #env: readonly EnvVariable[] | undefined;

  constructor(pod: Pod, node: YamlMap, role: ContainerRole, listKey: string, index: number) {
    this.pod = pod;
    this.node = node;
    this.role = role;
    this.listKey = listKey;
    this.index = index;
  }

  get(...path: readonly PathStep[]): YamlNode | undefined {
    return this.node.get(...path);
  }

  get name(): string | undefined {
    return this.get('name')?.scalarText;
  }

  /** An init container with `restartPolicy: Always` runs beside the others: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/. */
  get isSidecar(): boolean {
    return this.role === 'init' && this.get('restartPolicy')?.string === 'Always';
  }

  /** Whether it runs for as long as the pod serves. */
  get isLongRunning(): boolean {
    return this.pod.isLongRunning && (this.role === 'main' || this.isSidecar);
  }

  get imageNode(): YamlScalar | undefined {
    const node = this.get('image');
    return node?.kind === 'scalar' ? node : undefined;
  }

  /** Undefined when there is none or it is not known. */
  get image(): ImageReference | undefined {
    const { reads } = this.pod.object;
    reads.restOn(reader.image);
    if (this.#image === undefined) {
      const text = reads.as(reader.image, () => this.imageNode?.string?.trim());
      this.#image = text === undefined || text === '' ? null : parseImageReference(text);
    }
    return this.#image ?? undefined;
  }

  /** Below the container's own `securityContext`. */
  security(...path: readonly PathStep[]): YamlNode | undefined {
    return this.get('securityContext', ...path);
  }

  /** The container's security setting, else the pod's: only for fields that both have. */
  effectiveSecurity(...path: readonly PathStep[]): YamlNode | undefined {
    return this.security(...path) ?? this.pod.get('securityContext', ...path);
  }

  get ports(): readonly ContainerPort[] {
    const { reads } = this.pod.object;
    reads.restOn(reader.ports);
    return (this.#ports ??= reads.as(reader.ports, () =>
      mapsIn(this.get('ports')).map((node) => ({
        node,
        number: node.get('containerPort')?.number,
        name: node.get('name')?.scalarText,
        protocol: node.get('protocol')?.string ?? 'TCP',
      })),
    ));
  }

  get env(): readonly EnvVariable[] {
    const { reads } = this.pod.object;
    reads.restOn(reader.env);
    return (this.#env ??= reads.as(reader.env, () =>
      mapsIn(this.get('env')).flatMap((node) => {
        const nameNode = node.get('name');
        const name = nameNode?.scalarText;
        if (nameNode === undefined || name === undefined) return [];
        return [{ node, name, nameNode, value: node.get('value'), valueFrom: node.get('valueFrom') }];
      }),
    ));
  }

  /** See `KubernetesObject.refresh`. */
  refresh(concerned: ReadonlySet<number>): void {
    if (concerned.has(reader.image)) this.#image = undefined;
    if (concerned.has(reader.ports)) this.#ports = undefined;
    if (concerned.has(reader.env)) this.#env = undefined;
  }

  get mounts(): readonly YamlMap[] {
    return mapsIn(this.get('volumeMounts'));
  }

  probe(kind: ProbeKind): YamlMap | undefined {
    const node = this.get(kind);
    return node?.kind === 'map' ? node : undefined;
  }

  /** Words of `command` and `args` as they are written; unknown ones are left out. */
  get words(): readonly string[] {
    return [...textsIn(this.get('command')), ...textsIn(this.get('args'))];
  }

  /** Where a finding about the container as a whole points: its name, else its image. */
  get anchor(): Span {
    return (this.get('name') ?? this.get('image') ?? this.node.entries[0]?.key ?? this.node).span;
  }

  /** Where a finding about something that lacks at `path` points: the key of the deepest part that is there, else the anchor. */
  lackOf(...path: readonly string[]): Span {
    return new Absence(deepestEntry(this.node, path)?.key.span ?? this.anchor);
  }
}
