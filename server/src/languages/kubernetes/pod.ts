import { Absence, type Span } from '../../engine/text/span.js';
import { reader } from '../yaml/reads.js';
import type { PathStep, YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import { deepestEntry, mapsIn, textMap } from '../yaml/reading.js';
import { Container, type ContainerRole } from './container.js';
import type { KubernetesObject } from './object.js';

/** A pod template, or a Pod. Values are what stands in the file; nothing is filled in by default. */
export class Pod {
  readonly object: KubernetesObject;
  /** The map with `metadata` and `spec`. */
  readonly holder: YamlMap;
  readonly spec: YamlMap;
  /** From the object's root to `spec`: `['spec', 'template', 'spec']`. */
  readonly path: readonly string[];
  #all: readonly Container[] | undefined;
  #labels: ReadonlyMap<string, string> | undefined;

  constructor(object: KubernetesObject, holder: YamlMap, spec: YamlMap, path: readonly string[]) {
    this.object = object;
    this.holder = holder;
    this.spec = spec;
    this.path = path;
  }

  /** Below `spec`. */
  get(...path: readonly PathStep[]): YamlNode | undefined {
    return this.spec.get(...path);
  }

  get labels(): ReadonlyMap<string, string> {
    const { reads } = this.object;
    reads.restOn(reader.podLabels);
    return (this.#labels ??= reads.as(reader.podLabels, () => textMap(this.holder.get('metadata', 'labels'))));
  }

  get annotations(): ReadonlyMap<string, string> {
    return textMap(this.holder.get('metadata', 'annotations'));
  }

  /** Every container: init containers, containers, ephemeral ones, in the order in which they start. */
  get allContainers(): readonly Container[] {
    return (this.#all ??= [
      ...this.#containers('initContainers', 'init'),
      ...this.#containers('containers', 'main'),
      ...this.#containers('ephemeralContainers', 'ephemeral'),
    ]);
  }

  /** Those of `containers`. */
  get containers(): readonly Container[] {
    return this.allContainers.filter((container) => container.role === 'main');
  }

  get volumes(): readonly YamlMap[] {
    return mapsIn(this.get('volumes'));
  }

  volume(name: string): YamlMap | undefined {
    return this.volumes.find((volume) => volume.get('name')?.scalarText === name);
  }

  /** Whether it serves until it is stopped, so that probes, spreading and budgets make sense: no Job, CronJob or one-off Pod. */
  get isLongRunning(): boolean {
    if (this.object.kind === 'Job' || this.object.kind === 'CronJob') return false;
    const policy = this.get('restartPolicy')?.string;
    return policy === undefined || policy === 'Always';
  }

  get isWindows(): boolean {
    return this.get('os', 'name')?.string === 'windows';
  }

  /** Users of the container are mapped to others on the node (`hostUsers: false`). */
  get hasOwnUsers(): boolean {
    return this.get('hostUsers')?.boolean === false;
  }

  /** The key `spec` of the pod. */
  get specEntry(): YamlEntry | undefined {
    return this.holder.entry('spec');
  }

  /** Where a finding about the pod as a whole points: the key `spec` of its template, the name of a bare Pod. */
  get anchor(): Span {
    return this.object.kind === 'Pod' ? this.object.anchor : (this.specEntry?.key.span ?? this.object.anchor);
  }

  /** Where a finding about something that lacks at `path` below `spec` points: the key of the deepest part that is there, else the anchor. */
  lackOf(...path: readonly string[]): Span {
    return new Absence(deepestEntry(this.spec, path)?.key.span ?? this.anchor);
  }

  /** See `KubernetesObject.refresh`. */
  refresh(concerned: ReadonlySet<number>): void {
    if (concerned.has(reader.podLabels)) this.#labels = undefined;
    for (const container of this.#all ?? []) container.refresh(concerned);
  }

  #containers(key: string, role: ContainerRole): Container[] {
    return mapsIn(this.get(key)).map((node, index) => new Container(this, node, role, key, index));
  }
}
