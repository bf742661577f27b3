import type { Evidence } from '../../protocol.js';
import { at, flagAt, listAt, nameOf, numberAt, ownerOf, textAt, timeAt, type Json, type Owner } from './json.js';

// Pods as the kubelet reports them: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus.

export interface Ended {
  /** `Error`, `Completed`, `OOMKilled`, `StartError` … */
  readonly reason: string;
  readonly exitCode: number;
  readonly message: string;
  readonly finishedAt: number;
}

export interface ContainerState {
  readonly name: string;
  readonly role: 'init' | 'main' | 'ephemeral';
  /** As the pod asks for it. */
  readonly image: string;
  readonly restarts: number;
  readonly isReady: boolean;
  readonly isRunning: boolean;
  readonly waiting: { readonly reason: string; readonly message: string } | undefined;
  readonly ended: Ended | undefined;
  /** How the run before this one ended. */
  readonly last: Ended | undefined;
  /** The container in the pod's spec, defaults of the server filled in. */
  readonly spec: Json;
  /** The run that failed first, where both are there. */
  readonly logs: string;
  readonly events: readonly EventState[];
}

export interface EventState {
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly time: number;
  /** Of `spec.containers{api}`. */
  readonly container: string | undefined;
  readonly object: { readonly kind: string; readonly name: string; readonly uid: string | undefined };
}

export interface PodState {
  readonly name: string;
  readonly uid: string | undefined;
  readonly namespace: string | undefined;
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  readonly node: string | undefined;
  readonly isReady: boolean;
  readonly isTerminating: boolean;
  readonly deletedAt: number;
  readonly created: number;
  readonly owner: Owner | undefined;
  readonly labels: Json;
  readonly spec: Json;
  /** The condition `PodScheduled` where it says no. */
  readonly unscheduled: string | undefined;
  /** Init containers first. */
  readonly containers: readonly ContainerState[];
  /** Of the pod as a whole and of its containers, newest first. */
  readonly events: readonly EventState[];
}

export function eventsOf(evidence: Evidence): readonly EventState[] {
  return evidence.events.map(readEvent).sort((a, b) => b.time - a.time);
}

function readEvent(event: Json): EventState {
  // `regarding` and `note` are events.k8s.io's names of the same.
  const object = at(event, 'involvedObject') ?? at(event, 'regarding');
  return {
    reason: textAt(event, 'reason') ?? '',
    message: (textAt(event, 'message') ?? textAt(event, 'note') ?? '').trim(),
    count: numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? numberAt(event, 'deprecatedCount') ?? 1,
    time: Math.max(
      timeAt(event, 'series', 'lastObservedTime'),
      timeAt(event, 'lastTimestamp'),
      timeAt(event, 'deprecatedLastTimestamp'),
      timeAt(event, 'eventTime'),
      timeAt(event, 'metadata', 'creationTimestamp'),
    ),
    container: /\{([^}]*)\}/.exec(textAt(object, 'fieldPath') ?? '')?.[1],
    object: { kind: textAt(object, 'kind') ?? '', name: textAt(object, 'name') ?? '', uid: textAt(object, 'uid') },
  };
}

export function podsOf(evidence: Evidence, events: readonly EventState[]): readonly PodState[] {
  return evidence.pods.map((pod) => readPod(pod, evidence, events));
}

function readPod(pod: Json, evidence: Evidence, events: readonly EventState[]): PodState {
  const name = nameOf(pod);
  const uid = textAt(pod, 'metadata', 'uid');
  const own = events.filter(
    ({ object }) => object.kind === 'Pod' && object.name === name && (uid === undefined || object.uid === undefined || object.uid === uid),
  );
  const condition = (type: string): Json => listAt(pod, 'status', 'conditions').find((each) => textAt(each, 'type') === type);
  const scheduled = condition('PodScheduled');
  const isGated = textAt(scheduled, 'reason') === 'SchedulingGated';
  return {
    name,
    uid,
    namespace: textAt(pod, 'metadata', 'namespace'),
    phase: textAt(pod, 'status', 'phase') ?? 'Unknown',
    reason: textAt(pod, 'status', 'reason') ?? '',
    message: textAt(pod, 'status', 'message') ?? '',
    node: textAt(pod, 'spec', 'nodeName'),
    isReady: textAt(condition('Ready'), 'status') === 'True',
    isTerminating: textAt(pod, 'metadata', 'deletionTimestamp') !== undefined,
    deletedAt: timeAt(pod, 'metadata', 'deletionTimestamp'),
    created: timeAt(pod, 'metadata', 'creationTimestamp'),
    owner: ownerOf(pod),
    labels: at(pod, 'metadata', 'labels'),
    spec: at(pod, 'spec'),
    unscheduled: textAt(scheduled, 'status') === 'False' && !isGated ? (textAt(scheduled, 'message') ?? '') : undefined,
    containers: [
      ...containersIn(pod, name, 'init', 'initContainers', 'initContainerStatuses', evidence, own),
      ...containersIn(pod, name, 'main', 'containers', 'containerStatuses', evidence, own),
      ...containersIn(pod, name, 'ephemeral', 'ephemeralContainers', 'ephemeralContainerStatuses', evidence, own),
    ],
    events: own,
  };
}

function containersIn(
  pod: Json,
  podName: string,
  role: ContainerState['role'],
  specKey: string,
  statusKey: string,
  evidence: Evidence,
  events: readonly EventState[],
): ContainerState[] {
  const statuses = listAt(pod, 'status', statusKey);
  return listAt(pod, 'spec', specKey).map((spec) => {
    const name = textAt(spec, 'name') ?? '';
    const status = statuses.find((each) => textAt(each, 'name') === name);
    const waiting = at(status, 'state', 'waiting');
    const logs = evidence.logs.filter((log) => log.pod === podName && log.container === name);
    return {
      name,
      role,
      image: textAt(spec, 'image') ?? textAt(status, 'image') ?? '',
      restarts: numberAt(status, 'restartCount') ?? 0,
      isReady: flagAt(status, 'ready'),
      isRunning: at(status, 'state', 'running') !== undefined,
      waiting:
        waiting === undefined ? undefined : { reason: textAt(waiting, 'reason') ?? '', message: (textAt(waiting, 'message') ?? '').trim() },
      ended: readEnd(at(status, 'state', 'terminated')),
      last: readEnd(at(status, 'lastState', 'terminated')),
      spec,
      logs: [...logs.filter(({ previous }) => previous), ...logs.filter(({ previous }) => !previous)].map(({ text }) => text).join('\n'),
      events: events.filter(({ container }) => container === name),
    };
  });
}

function readEnd(end: Json): Ended | undefined {
  const exitCode = numberAt(end, 'exitCode');
  if (exitCode === undefined) return undefined;
  return {
    reason: textAt(end, 'reason') ?? '',
    exitCode,
    message: (textAt(end, 'message') ?? '').trim(),
    finishedAt: timeAt(end, 'finishedAt'),
  };
}

/** How the container came to its end: now, or in the run before the one that waits or runs. */
export const lastEnd = ({ ended, last }: ContainerState): Ended | undefined => ended ?? last;
