import { Absence, type Span } from '../../engine/text/span.js';
import type { PathStep, YamlMap, YamlNode } from '../yaml/nodes.js';
import { deepestEntry, textMap } from '../yaml/reading.js';
import { noReads, reader, type Reads } from '../yaml/reads.js';
import type { KubernetesDocument } from './document.js';
import { Pod } from './pod.js';

/** One object with `apiVersion` and `kind`, whatever its kind. */
export class KubernetesObject {
  readonly document: KubernetesDocument;
  readonly root: YamlMap;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  #pods: readonly Pod[] | undefined;
  #labels: ReadonlyMap<string, string> | undefined;
  #annotations: ReadonlyMap<string, string> | undefined;
  #name: string | null | undefined;
  #namespace: string | null | undefined;
  /** Whether the group is one of Kubernetes itself and no custom resource's: `apps`, `batch`, `policy`, `*.k8s.io`. */
  readonly isBuiltIn: boolean;
  #made: Map<unknown, unknown> | undefined;
  #answers: Map<string, Answer> | undefined;

  constructor(document: KubernetesDocument, root: YamlMap, apiVersion: string, kind: string) {
    this.document = document;
    this.root = root;
    this.apiVersion = apiVersion;
    this.kind = kind;
    const slash = apiVersion.indexOf('/');
    this.group = slash === -1 ? '' : apiVersion.slice(0, slash);
    this.version = apiVersion.slice(slash + 1);
    this.isBuiltIn = !this.group.includes('.') || (this.group.endsWith('.k8s.io') && !this.group.endsWith('.x-k8s.io'));
  }

  get(...path: readonly PathStep[]): YamlNode | undefined {
    return this.root.get(...path);
  }

  /** Where it is written down who read what, so that an edit asks only those again. */
  get reads(): Reads {
    return this.document.reads;
  }

  get name(): string | undefined {
    this.reads.restOn(reader.name);
    if (this.#name === undefined) this.#name = this.reads.as(reader.name, () => this.get('metadata', 'name')?.scalarText ?? null);
    return this.#name ?? undefined;
  }

  /** As written; undefined means the namespace of the context, or none for cluster-scoped kinds. */
  get namespace(): string | undefined {
    this.reads.restOn(reader.namespace);
    if (this.#namespace === undefined)
      this.#namespace = this.reads.as(reader.namespace, () => this.get('metadata', 'namespace')?.scalarText ?? null);
    return this.#namespace ?? undefined;
  }

  get labels(): ReadonlyMap<string, string> {
    this.reads.restOn(reader.labels);
    return (this.#labels ??= this.reads.as(reader.labels, () => textMap(this.get('metadata', 'labels'))));
  }

  get annotations(): ReadonlyMap<string, string> {
    this.reads.restOn(reader.annotations);
    return (this.#annotations ??= this.reads.as(reader.annotations, () => textMap(this.get('metadata', 'annotations'))));
  }

  /**
   * What `make` says of the object, computed once for as long as its document stays as it is; `make` must be a constant. Rules
   * that look at every object on every key build on this.
   */
  once<T>(make: (object: KubernetesObject) => T): T {
    const made = (this.#made ??= new Map());
    const known = made.get(make);
    const { reads } = this;
    if (known !== undefined || made.has(make)) {
      if (reads.current !== 0) reads.restOn(reads.numberOf(make));
      return known as T;
    }
    const value = reads === noReads ? make(this) : reads.as(reads.numberOf(make), () => make(this));
    made.set(make, value);
    return value;
  }

  /**
   * What `make`, a constant, answers to `asked`, for questions that most of an object's values bear on and whose answer seldom
   * changes: an edit makes it answer again, and only another answer counts as one. `key` names the question; the last one counts.
   */
  answer(key: string, asked: string, make: (object: KubernetesObject, asked: string) => string): string {
    const answers = (this.#answers ??= new Map());
    const { reads } = this;
    if (reads.current !== 0) reads.restOn(reads.numberOf(key));
    const known = answers.get(key);
    if (known?.asked === asked) return known.answer;
    const answer = reads.unread(() => make(this, asked));
    answers.set(key, { asked, answer, make });
    return answer;
  }

  /**
   * After an edit that changed values alone: what `concerned` made of the old ones goes, the object stays. Those who rest on
   * another answer now, where values have changed.
   */
  refresh(concerned: ReadonlySet<number>, isChanged: boolean): readonly number[] {
    if (concerned.has(reader.name)) this.#name = undefined;
    if (concerned.has(reader.namespace)) this.#namespace = undefined;
    if (concerned.has(reader.labels)) this.#labels = undefined;
    if (concerned.has(reader.annotations)) this.#annotations = undefined;
    for (const make of this.#made?.keys() ?? []) if (concerned.has(this.reads.numberOf(make))) this.#made?.delete(make);
    for (const pod of this.#pods ?? []) pod.refresh(concerned);
    if (!isChanged) return [];
    const answers = [...(this.#answers ?? [])];
    this.#answers = undefined;
    return answers.flatMap(([key, { asked, answer, make }]) => (this.answer(key, asked, make) === answer ? [] : this.reads.numberOf(key)));
  }

  /** Where a finding about the object as a whole points: its name, else its kind. */
  get anchor(): Span {
    return this.#anchorNode.span;
  }

  /** The same for those who outlive the object: facts. */
  get place(): Span {
    return this.#anchorNode.place;
  }

  get #anchorNode(): YamlNode {
    return this.get('metadata', 'name') ?? this.get('kind') ?? this.root;
  }

  get span(): Span {
    return this.root.span;
  }

  /** Where a finding about something that lacks at `path` points: the key of the deepest part that is there, else the anchor. */
  lackOf(...path: readonly string[]): Span {
    return new Absence(deepestEntry(this.root, path)?.key.span ?? this.anchor);
  }

  /** The pod template, when the object has one; a Pod is its own. */
  get pod(): Pod | undefined {
    return this.pods[0];
  }

  get pods(): readonly Pod[] {
    return (this.#pods ??= podsOf(this));
  }
}

interface Answer {
  readonly asked: string;
  readonly answer: string;
  readonly make: (object: KubernetesObject, asked: string) => string;
}

/**
 * Where kinds keep their pod template: path to the map that holds `metadata` and `spec`. Built-in ones from the API
 * reference; custom ones from their projects' own references: Argo Rollouts, Knative Serving, OpenShift, agent-sandbox.
 */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
};
const customTemplates: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/Rollout': ['spec', 'template'],
  'serving.knative.dev/Service': ['spec', 'template'],
  'serving.knative.dev/Configuration': ['spec', 'template'],
  'serving.knative.dev/Revision': [],
  'apps.openshift.io/DeploymentConfig': ['spec', 'template'],
  'agents.x-k8s.io/Sandbox': ['spec', 'podTemplate'],
  'extensions.agents.x-k8s.io/SandboxTemplate': ['spec', 'podTemplate'],
};

function podsOf(object: KubernetesObject): readonly Pod[] {
  const path =
    object.isBuiltIn && Object.hasOwn(templates, object.kind) ? templates[object.kind] : customTemplates[`${object.group}/${object.kind}`];
  if (path === undefined) return [];
  const holder = object.get(...path);
  const spec = holder?.get('spec');
  return holder?.kind === 'map' && spec?.kind === 'map' ? [new Pod(object, holder, spec, [...path, 'spec'])] : [];
}
