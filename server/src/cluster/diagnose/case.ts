import { stageFacts } from '../../languages/dockerfile/facts.js';
import { parseImageReference, type ImageReference } from '../../languages/dockerfile/image.js';
import type { Container } from '../../languages/kubernetes/container.js';
import { usedImageOf } from '../../languages/kubernetes/facts.js';
import type { Pod } from '../../languages/kubernetes/pod.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import type { Edit, Span } from '../../engine/text/span.js';
import type { Evidence, ImageEvidence, RemedyCommand } from '../../protocol.js';
import { ToldStage, type Disagreement, type Mend, type PairRule } from '../../rules/shared/imagePairs.js';
import { called } from '../../rules/shared/kubernetesImages.js';
import type { BuiltFrom, FilePlace, Files, PlacedObject } from './files.js';
import { textAt } from './json.js';
import type { Rollout } from './rollout.js';
import type { ContainerState, PodState } from './state.js';

/** What a recogniser says. Texts are sentences in the user's own words. */
export interface Recognised {
  readonly cause: string;
  readonly explanation: string;
  readonly severity?: 'error' | 'warning' | 'info';
  readonly isHopeless?: boolean;
  /** What the cluster said; empty where nothing was. */
  readonly said: string;
  readonly place: FilePlace | undefined;
  readonly related?: readonly (RelatedPlace | undefined)[];
  /** In the order in which they are offered. */
  readonly offers?: readonly (Offer | undefined)[];
}

export interface RelatedPlace {
  readonly place: FilePlace;
  readonly message: string;
}

export type Offer =
  | { readonly kind: 'edit'; readonly title: string; readonly path: string; readonly text: string; readonly edits: readonly Edit[] }
  | { readonly kind: 'command'; readonly title: string; readonly command: RemedyCommand; readonly args: readonly string[] };

/** One kind of failure. The first of a table that has something to say is believed. */
export interface Recogniser<C> {
  /** `cluster/<code>` in the editor. */
  readonly code: string;
  readonly recognise: (c: C) => Recognised | undefined;
}

export const command = (title: string, command: RemedyCommand, ...args: readonly string[]): Offer => ({
  kind: 'command',
  title,
  command,
  args,
});

/** A deployed object and where it is written. */
export class ObjectCase {
  readonly evidence: Evidence;
  readonly files: Files;
  readonly manifest: PlacedObject | undefined;

  constructor(evidence: Evidence, files: Files, manifest: PlacedObject | undefined) {
    this.evidence = evidence;
    this.files = files;
    this.manifest = manifest;
  }

  get pod(): Pod | undefined {
    return this.manifest?.object.pod;
  }

  /** The one that it was sent to. */
  get namespace(): string {
    return this.manifest?.object.namespace ?? this.evidence.namespace;
  }

  /** The place of a node in the manifest. */
  at(node: YamlNode | Span | undefined): FilePlace | undefined {
    if (node === undefined || this.manifest === undefined) return undefined;
    const { start, end } = 'source' in node ? node.span : node;
    return { path: this.manifest.path, text: this.manifest.text, span: { start, end } };
  }

  /** A change to the manifest; undefined where nothing would change. */
  edit(title: string, edits: readonly Edit[] | undefined): Offer | undefined {
    if (this.manifest === undefined || edits === undefined || edits.length === 0) return undefined;
    return { kind: 'edit', title, path: this.manifest.path, text: this.manifest.text, edits };
  }
}

/** A pod that does not come up, and the object that it was made from. */
export class PodCase extends ObjectCase {
  readonly rollout: Rollout;
  readonly podState: PodState;

  constructor(evidence: Evidence, files: Files, rollout: Rollout, podState: PodState) {
    super(evidence, files, placeOf(rollout, evidence, files));
    this.rollout = rollout;
    this.podState = podState;
  }
}

/** A container that does not come up. */
export class ContainerCase extends PodCase {
  readonly state: ContainerState;
  readonly image: ImageReference;
  #built: BuiltFrom | null | undefined;

  constructor(evidence: Evidence, files: Files, rollout: Rollout, podState: PodState, state: ContainerState) {
    super(evidence, files, rollout, podState);
    this.state = state;
    this.image = parseImageReference(state.image);
  }

  /** The container in its manifest. */
  get model(): Container | undefined {
    return this.pod?.allContainers.find(({ name, role }) => name === this.state.name && role === this.state.role);
  }

  get built(): BuiltFrom | undefined {
    if (this.#built === undefined) this.#built = this.files.builtFrom(this.state.image, this.manifest?.path) ?? null;
    return this.#built ?? undefined;
  }

  /** "Container `api`". */
  get called(): string {
    return this.model === undefined ? `Container \`${this.state.name}\`` : called(this.model);
  }

  get imageEvidence(): ImageEvidence | undefined {
    const { images } = this.evidence;
    return (
      images.find(({ reference }) => reference === this.state.image) ?? images.find(({ reference }) => sameImage(reference, this.image))
    );
  }

  /** `amd64`, `arm64`: of the node that the pod runs on, else of all where they agree. */
  get nodeArchitecture(): string | undefined {
    const own = this.evidence.nodes.filter(
      (node) => this.podState.node === undefined || textAt(node, 'metadata', 'name') === this.podState.node,
    );
    const all = new Set(own.flatMap((node) => textAt(node, 'status', 'nodeInfo', 'architecture') ?? []));
    return all.size === 1 ? [...all][0] : undefined;
  }

  /** The image's name as the manifest writes it. */
  get imagePlace(): FilePlace | undefined {
    return this.at(this.model?.imageNode) ?? this.containerPlace;
  }

  get containerPlace(): FilePlace | undefined {
    return this.at(this.model?.anchor ?? this.manifest?.object.anchor);
  }

  /** A place in the Dockerfile. */
  inImage(span: Span | undefined): FilePlace | undefined {
    if (this.built === undefined || span === undefined) return undefined;
    return { path: this.built.path, text: this.built.text, span: { start: span.start, end: span.end } };
  }

  editImage(title: string, edits: readonly Edit[] | undefined): Offer | undefined {
    if (this.built === undefined || edits === undefined || edits.length === 0) return undefined;
    return { kind: 'edit', title, path: this.built.path, text: this.built.text, edits };
  }

  /** What starts, in the Dockerfile: its ENTRYPOINT, else its CMD. */
  get startPlace(): FilePlace | undefined {
    const stage = this.built?.stage;
    const start = stage?.entrypoint ?? stage?.cmd;
    // What another file's stage says has no place in this one.
    return start === undefined
      ? undefined
      : this.inImage(start.rest.span.start === start.rest.span.end ? start.keyword.span : start.rest.span);
  }

  /** What starts: the manifest's `command` or `args` where it sets them, else the Dockerfile's. */
  get commandPlace(): FilePlace | undefined {
    const own = this.model?.node.entry('command') ?? this.model?.node.entry('args');
    return this.at(own?.value) ?? this.startPlace ?? this.containerPlace;
  }

  get hasOwnCommand(): boolean {
    return this.model?.node.entry('command') !== undefined;
  }

  /** What a rule about manifest and Dockerfile says of the two. */
  pair(
    rule: PairRule,
  ): { readonly found: Disagreement; readonly inManifest: Mend | undefined; readonly inDockerfile: Mend | undefined } | undefined {
    const { model, built } = this;
    const used = model === undefined ? undefined : usedImageOf(model);
    if (model === undefined || built === undefined || used === undefined || !rule.concerns(used)) return undefined;
    const facts = stageFacts(built.stage, '');
    const found = rule.judge(used, new ToldStage((kind) => facts.filter((fact) => fact.kind === kind)));
    if (found === undefined) return undefined;
    return {
      found,
      inManifest: found.mendManifest?.(model, built.stage),
      inDockerfile: found.mendDockerfile?.(built.stage, built.text),
    };
  }
}

export function related(place: FilePlace | undefined, message: string): RelatedPlace | undefined {
  return place === undefined ? undefined : { place, message };
}

/** Where a workload is written. A Job that a CronJob started has the CronJob's name and a time. */
export function placeOf(
  { kind, name }: { readonly kind: string; readonly name: string },
  { objects }: Evidence,
  files: Files,
): PlacedObject | undefined {
  const own = files.object(kind, name);
  if (own !== undefined || kind !== 'Job') return own;
  const parent = objects.find((object) => object.kind === 'CronJob' && name.startsWith(`${object.name}-`));
  return parent === undefined ? undefined : files.object('CronJob', parent.name);
}

export function sameImage(text: string, other: ImageReference): boolean {
  const one = parseImageReference(text);
  return one.repository === other.repository && (one.digest ?? other.digest) === undefined
    ? (one.tag ?? 'latest') === (other.tag ?? 'latest')
    : one.repository === other.repository && one.digest === other.digest;
}

/** The first line, cut where it is long. */
export function short(text: string, most = 300): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
