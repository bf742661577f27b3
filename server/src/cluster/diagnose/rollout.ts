import type { Evidence } from '../../protocol.js';
import { at, listAt, nameOf, numberAt, ownerOf, textAt, timeAt, type Json } from './json.js';
import type { EventState, PodState } from './state.js';

/** What is being rolled out, with the pods that are its newest version. */
export interface Rollout {
  readonly kind: string;
  readonly name: string;
  readonly object: Json;
  /** The ReplicaSet of the newest revision. */
  readonly replicaSet: Json;
  readonly pods: readonly PodState[];
  /** Of the workload and of that ReplicaSet, newest first. */
  readonly events: readonly EventState[];
  /** It has all that it wants, so that old troubles are none. */
  readonly isDone: boolean;
}

/** The deployed workloads with their newest pods. Pods of older ReplicaSets are on their way out, and what ails them is past. */
export function rollouts(evidence: Evidence, pods: readonly PodState[], events: readonly EventState[]): readonly Rollout[] {
  const found = evidence.workloads.map((workload) => rollout(workload, evidence, pods, events));
  // Pods that stand for themselves, and those whose workload was not asked for.
  const claimed = new Set(found.flatMap(({ all }) => all));
  for (const pod of pods) {
    if (claimed.has(pod) || !isWanted(pod, evidence)) continue;
    const { kind, name } = pod.owner === undefined ? { kind: 'Pod', name: pod.name } : controllerOf(pod);
    const same = found.find((one) => one.kind === kind && one.name === name);
    if (same !== undefined) continue;
    const mates = newestOf(pods.filter((other) => !claimed.has(other) && sameOwner(other, pod)));
    for (const mate of mates) claimed.add(mate);
    found.push({ kind, name, object: undefined, replicaSet: undefined, pods: mates, all: mates, events: [], isDone: false });
  }
  return found;
}

type Held = Rollout & { readonly all: readonly PodState[] };

function rollout(workload: Json, evidence: Evidence, pods: readonly PodState[], events: readonly EventState[]): Held {
  const [kind, name] = [textAt(workload, 'kind') ?? '', nameOf(workload)];
  const uid = textAt(workload, 'metadata', 'uid');
  const isOwned = (object: { readonly kind: string; readonly name: string; readonly uid: string | undefined } | undefined): boolean =>
    object !== undefined &&
    object.kind === kind &&
    object.name === name &&
    (uid === undefined || object.uid === undefined || object.uid === uid);
  const sets = evidence.replicaSets.filter((set) => isOwned(ownerOf(set)));
  const replicaSet = newestSet(sets);
  const setNames = new Set(sets.map(nameOf));
  const byOwner = pods.filter((pod) =>
    kind === 'Deployment'
      ? pod.owner?.kind === 'ReplicaSet' &&
        (sets.length > 0 ? setNames.has(pod.owner.name) : controllerOf(pod).kind === kind && controllerOf(pod).name === name)
      : isOwned(pod.owner) || (kind === 'Pod' && pod.name === name),
  );
  const newest = kind !== 'Deployment' ? current(workload, kind, byOwner) : ofSet(byOwner, replicaSet);
  const about = (object: EventState['object']): boolean =>
    isOwned(object) || (object.kind === 'ReplicaSet' && replicaSet !== undefined && object.name === nameOf(replicaSet));
  // A CronJob starts Jobs, and it is the CronJob that stands in a file.
  const parent = kind === 'Job' ? ownerOf(workload) : undefined;
  return {
    kind: parent?.kind ?? kind,
    name: parent?.name ?? name,
    object: workload,
    replicaSet,
    pods: newest,
    all: byOwner,
    events: events.filter(({ object }) => about(object)),
    isDone: isDone(kind, workload),
  };
}

function newestSet(sets: readonly Json[]): Json {
  const revision = (set: Json): number => Number(textAt(set, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') ?? 0);
  return [...sets].sort(
    (a, b) => revision(b) - revision(a) || timeAt(b, 'metadata', 'creationTimestamp') - timeAt(a, 'metadata', 'creationTimestamp'),
  )[0];
}

function ofSet(pods: readonly PodState[], set: Json): readonly PodState[] {
  return set === undefined ? newestOf(pods) : pods.filter(({ owner }) => owner?.name === nameOf(set));
}

/** Pods of the owner that made the newest one. */
function newestOf(pods: readonly PodState[]): readonly PodState[] {
  const [newest] = [...pods].sort((a, b) => b.created - a.created);
  return newest === undefined ? [] : pods.filter((pod) => pod.owner?.name === newest.owner?.name);
}

/** Of a StatefulSet those of the newest revision, as long as there is one. */
function current(workload: Json, kind: string, pods: readonly PodState[]): readonly PodState[] {
  const revision = kind === 'StatefulSet' ? textAt(workload, 'status', 'updateRevision') : undefined;
  const updated = pods.filter(({ labels }) => revision !== undefined && at(labels, 'controller-revision-hash') === revision);
  return updated.length > 0 ? updated : pods;
}

function isDone(kind: string, workload: Json): boolean {
  const condition = (type: string): Json => listAt(workload, 'status', 'conditions').find((each) => textAt(each, 'type') === type);
  if (kind === 'Job') return textAt(condition('Complete'), 'status') === 'True';
  if (kind !== 'Deployment') return false;
  const wanted = numberAt(workload, 'spec', 'replicas') ?? 1;
  const isSeen = (numberAt(workload, 'status', 'observedGeneration') ?? 0) >= (numberAt(workload, 'metadata', 'generation') ?? 0);
  return (
    isSeen &&
    (numberAt(workload, 'status', 'updatedReplicas') ?? 0) >= wanted &&
    (numberAt(workload, 'status', 'availableReplicas') ?? 0) >= wanted
  );
}

/** The workload behind a pod: a ReplicaSet has its Deployment's name and a hash. */
function controllerOf({ owner, labels, name }: PodState): { readonly kind: string; readonly name: string } {
  if (owner === undefined) return { kind: 'Pod', name };
  const hash = at(labels, 'pod-template-hash');
  if (owner.kind !== 'ReplicaSet' || typeof hash !== 'string' || !owner.name.endsWith(`-${hash}`)) return owner;
  return { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
}

function sameOwner(a: PodState, b: PodState): boolean {
  if (a.owner === undefined || b.owner === undefined) return a === b;
  const [one, other] = [controllerOf(a), controllerOf(b)];
  return one.kind === other.kind && one.name === other.name;
}

/** A pod of somebody else's in the same namespace is none of ours. */
function isWanted(pod: PodState, { workloads, objects }: Evidence): boolean {
  const { kind, name } = controllerOf(pod);
  if (objects.length === 0) return workloads.length === 0;
  // A CronJob's Job has the CronJob's name and a time.
  return (
    objects.some((object) => object.kind === kind && object.name === name) ||
    (kind === 'Job' && objects.some((object) => object.kind === 'CronJob' && name.startsWith(`${object.name}-`)))
  );
}
