import type { Fix } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { lineBreakOf } from '../../engine/text/lines.js';
import type { KubernetesFile } from '../../languages/kubernetes/file.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { inOneNamespace, podLabels, readLabelMap, readSelector, selects, type Selector } from '../../languages/kubernetes/selectors.js';
import { block, type Patch, type PatchValue } from '../../languages/yaml/edit.js';
import { toData, type YamlNode } from '../../languages/yaml/nodes.js';
import { textMap } from '../../languages/yaml/reading.js';
import type { App } from './kubernetesApp.js';
import { kindIn, objectsOf } from './kubernetesReferences.js';

/** A number of pods, or a share of them. */
export interface Amount {
  readonly value: number;
  readonly isPercent: boolean;
}

export function amountOf(node: YamlNode | undefined): Amount | undefined {
  if (node?.number !== undefined) return { value: node.number, isPercent: false };
  const percent = /^(\d+)%$/.exec(node?.string ?? '')?.[1];
  return percent === undefined ? undefined : { value: Number(percent), isPercent: true };
}

/** How many pods an amount is of `total`; a budget's share is rounded up: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages. */
export function podsOf({ value, isPercent }: Amount, total: number): number {
  return isPercent ? Math.ceil((value * total) / 100) : value;
}

/** A workload's own `replicas`; undefined when it says nothing or it is not known. */
export function replicasOf(object: KubernetesObject): number | undefined {
  return object.get('spec', 'replicas')?.number;
}

export function isReplicated(object: KubernetesObject): boolean {
  return replicated.has(object.kind) && object.get('spec') !== undefined;
}

export const replicatedKinds: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
];
const replicated: ReadonlySet<string> = new Set(replicatedKinds);

/** The file's: which they are outlives edits of values. */
export function replicatedIn(file: KubernetesFile): readonly KubernetesObject[] {
  return file.once(readReplicated);
}

function readReplicated(file: KubernetesFile): readonly KubernetesObject[] {
  return objectsOf(file).filter(isReplicated);
}

export interface Autoscaler {
  readonly object: KubernetesObject;
  readonly kind: string;
  readonly name: string;
  /** As written. */
  readonly minimum: YamlNode | undefined;
}

/** HorizontalPodAutoscalers and KEDA's ScaledObjects, by what they scale. */
export class Autoscalers {
  readonly all: readonly Autoscaler[];
  readonly #byTarget = new Map<string, Autoscaler[]>();

  constructor(objects: readonly KubernetesObject[]) {
    this.all = objects.flatMap((object) => autoscalerOf(object) ?? []);
    for (const autoscaler of this.all) {
      const key = `${autoscaler.kind}/${autoscaler.name}`;
      const known = this.#byTarget.get(key);
      if (known === undefined) this.#byTarget.set(key, [autoscaler]);
      else known.push(autoscaler);
    }
  }

  of(workload: KubernetesObject): Autoscaler | undefined {
    return this.#byTarget.get(`${workload.kind}/${workload.name ?? ''}`)?.find(({ object }) => inOneNamespace(object, workload) !== 'no');
  }
}

/** The autoscalers of a file, where nothing is filled in elsewhere. */
export function autoscalersOf(file: KubernetesFile): Autoscalers {
  return file.once(makeAutoscalers);
}

function makeAutoscalers(file: KubernetesFile): Autoscalers {
  return new Autoscalers(objectsOf(file));
}

function autoscalerOf(object: KubernetesObject): Autoscaler | undefined {
  return object.kind === 'ScaledObject' || object.kind === 'HorizontalPodAutoscaler' ? object.once(readAutoscaler) : undefined;
}

function readAutoscaler(object: KubernetesObject): Autoscaler | undefined {
  const isKeda = object.group === 'keda.sh' && object.kind === 'ScaledObject';
  if (!isKeda && !(object.isBuiltIn && object.kind === 'HorizontalPodAutoscaler')) return undefined;
  const name = object.get('spec', 'scaleTargetRef', 'name')?.scalarText;
  const kind = object.get('spec', 'scaleTargetRef', 'kind')?.string ?? (isKeda ? 'Deployment' : undefined);
  if (name === undefined || kind === undefined) return undefined;
  return { object, kind, name, minimum: object.get('spec', isKeda ? 'minReplicaCount' : 'minReplicas') };
}

/** Autoscalers of the application's other files. */
export const autoscalersAround = (app: App): Autoscalers => app.once(makeAutoscalersAround);

function makeAutoscalersAround(objects: readonly KubernetesObject[]): Autoscalers {
  return new Autoscalers(objects);
}

/** Labels that tell a workload's pods from others: those of its selector, else those of its template. */
export function ownLabels(object: KubernetesObject): Readonly<Record<string, string>> | undefined {
  const selector = object.get('spec', 'selector');
  const node = [selector?.get('matchLabels'), object.pod?.holder.get('metadata', 'labels')].find(
    (labels) => labels?.kind === 'map' && labels.entries.length > 0,
  );
  const labels = textMap(node);
  return labels.size === 0 || labels.size !== (node?.kind === 'map' ? node.allEntries().length : 0)
    ? undefined
    : Object.fromEntries(labels);
}

interface Selecting {
  readonly object: KubernetesObject;
  readonly selector: Selector;
}

/** Budgets with their selectors read once; one without `selector` selects nothing: https://kubernetes.io/docs/tasks/run-application/configure-pdb/. */
export function budgetsIn(file: KubernetesFile): readonly Selecting[] {
  return file.once(readBudgets);
}

/** Those of the application's other files. */
export const budgetsAround = (app: App): readonly Selecting[] => app.once(budgetsAmong);

function readBudgets(file: KubernetesFile): readonly Selecting[] {
  return budgetsAmong(kindIn(file, 'PodDisruptionBudget'));
}

function budgetsAmong(objects: readonly KubernetesObject[]): readonly Selecting[] {
  return objects
    .filter((object) => object.isBuiltIn && object.kind === 'PodDisruptionBudget' && object.get('spec', 'selector')?.kind === 'map')
    .map((object) => ({ object, selector: object.once(specSelector) }));
}

/** A LabelSelector at `spec.selector`. */
export function specSelector(object: KubernetesObject): Selector {
  return readSelector(object.get('spec', 'selector'));
}

/** Services that select; one without a selector, or with an empty one, selects nothing. */
export function servicesIn(file: KubernetesFile): readonly Selecting[] {
  return file.once(readServices);
}

function readServices(file: KubernetesFile): readonly Selecting[] {
  return kindIn(file, 'Service')
    .map((object) => ({ object, selector: object.once(specLabels) }))
    .filter(({ selector }) => !selector.isEmpty);
}

function specLabels(object: KubernetesObject): Selector {
  return readLabelMap(object.get('spec', 'selector'));
}

/** The first that may select the workload's pods. */
export function selecting(list: readonly Selecting[], workload: KubernetesObject): KubernetesObject | undefined {
  const { pod } = workload;
  if (pod === undefined || list.length === 0) return undefined;
  const labels = podLabels(pod);
  return list.find(({ object, selector }) => selects(selector, labels) !== 'no' && inOneNamespace(object, workload) !== 'no')?.object;
}

/** A further document behind the object's own. */
export function newDocument(title: string, object: KubernetesObject, content: Patch): Fix {
  const { document } = object;
  const eol = lineBreakOf(document.text);
  const before = /\n$/.test(document.text) ? '' : eol;
  return { title, edits: [insert(document.span.end, `${before}---${eol}${block(content, document, 0)}${eol}`)] };
}

/** A budget under which one pod at a time may go. */
export function newBudget(workload: KubernetesObject): Fix | undefined {
  const { name, namespace } = workload;
  const own = toData(workload.get('spec', 'selector')) as PatchValue | undefined;
  const labels = toData(workload.pod?.holder.get('metadata', 'labels')) as Patch | undefined;
  const selector = own ?? (labels === undefined ? undefined : { matchLabels: labels });
  if (name === undefined || selector === undefined) return undefined;
  return newDocument('Add a PodDisruptionBudget that lets one pod go at a time', workload, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: namespace === undefined ? { name } : { name, namespace },
    spec: { maxUnavailable: 1, selector },
  });
}
