import { list, number, record, string } from '../tools/checked.js';
import { isObserved, nameOf } from '../tools/kubectl/objects.js';
import type { Deployment } from './contract.js';
import type { Observed } from './evidence.js';

/** How far a deployment is. */
export interface Standing {
  readonly isDone: boolean;
  /** `api: 1 of 2 pods are ready`. */
  readonly text: string;
  /** A pod waits for something else than time, or ended. */
  readonly hasTrouble: boolean;
  /** The cluster itself gave up. */
  readonly failure?: string;
  readonly hasPods: boolean;
  /** Of all containers together: one more than before means that something ended in between. */
  readonly restarts: number;
}

/** As `kubectl rollout status` counts: https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go. */
export function standing({ target, objects }: Deployment, { evidence }: Observed): Standing {
  const waiting: string[] = [];
  let failure: string | undefined;
  for (const workload of evidence.workloads) {
    const state = stateOf(workload);
    if (state.failure !== undefined) failure ??= state.failure;
    else if (state.text !== undefined) waiting.push(state.text);
  }
  const wanted = objects.filter(({ kind, result }) => result !== 'refused' && waitedKinds.has(kind));
  const missing = wanted.filter(
    ({ kind, name, namespace }) =>
      !evidence.workloads.some((one) => {
        const { kind: of, metadata } = record(one);
        return nameOf(one) === name && of === kind && string(record(metadata)['namespace']) === (namespace ?? target.namespace);
      }),
  );
  for (const { kind, name } of missing) waiting.push(`${kind} ${name} is not there yet`);
  return {
    isDone: waiting.length === 0 && failure === undefined,
    text: waiting.length === 0 ? 'all pods are ready' : waiting.join(', '),
    hasTrouble: evidence.pods.some(isTroubled) || evidence.events.some((event) => string(record(event)['type']) === 'Warning'),
    ...(failure === undefined ? {} : { failure }),
    hasPods: evidence.pods.length > 0,
    restarts: evidence.pods.flatMap(containerStates).reduce((sum, { restartCount }) => sum + number(restartCount), 0),
  };
}

/** Kinds that come to rest; a CronJob has nothing to wait for. */
export const waitedKinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'Pod']);

function stateOf(workload: unknown): { readonly text?: string; readonly failure?: string } {
  const { kind, spec: rawSpec, status: rawStatus } = record(workload);
  const [spec, status] = [record(rawSpec), record(rawStatus)];
  const name = nameOf(workload);
  const condition = (type: string): Readonly<Record<string, unknown>> =>
    record(list(status['conditions']).find((one) => record(one)['type'] === type));
  if (kind === 'Job') {
    if (condition('Complete')['status'] === 'True') return {};
    if (condition('Failed')['status'] === 'True') return { failure: `Job ${name} failed: ${string(condition('Failed')['message'])}` };
    // A suspended Job waits for its user.
    return spec['suspend'] === true ? {} : { text: `Job ${name} is running` };
  }
  if (kind === 'Pod')
    return condition('Ready')['status'] === 'True' || status['phase'] === 'Succeeded' ? {} : { text: `Pod ${name} is not ready` };
  if (!isObserved(workload)) return { text: `${name}: the change is not taken up yet` };
  const strategy = record(spec['updateStrategy']);
  // Such pods are replaced when somebody deletes them, and not before.
  const isByHand = strategy['type'] === 'OnDelete';
  if (kind === 'DaemonSet') {
    const wanted = number(status['desiredNumberScheduled']);
    return counted(name, wanted, isByHand ? wanted : number(status['updatedNumberScheduled']), number(status['numberAvailable']));
  }
  const replicas = spec['replicas'] === undefined ? 1 : number(spec['replicas']);
  if (kind === 'Deployment' && spec['paused'] === true && number(status['updatedReplicas']) < replicas)
    return { failure: `Deployment ${name} is paused, so no new pods are made` };
  if (kind === 'Deployment' && condition('Progressing')['reason'] === 'ProgressDeadlineExceeded')
    return { failure: `Deployment ${name} exceeded its progress deadline` };
  const ready = kind === 'Deployment' ? number(status['availableReplicas']) : number(status['readyReplicas']);
  if (kind === 'StatefulSet') {
    // Pods below the partition keep their old template on purpose.
    const kept = Math.min(replicas, number(record(strategy['rollingUpdate'])['partition']));
    const updated = isByHand ? replicas : number(status['updatedReplicas']) + kept;
    return counted(name, replicas, Math.min(replicas, updated), ready);
  }
  const updated = kind === 'ReplicaSet' ? number(status['replicas']) : number(status['updatedReplicas']);
  // Old pods that still end are no concern of those who wait for the new ones, unless the new ones are too few.
  return counted(name, replicas, updated, ready, kind === 'Deployment' ? number(status['replicas']) - updated : 0);
}

function counted(name: string, wanted: number, updated: number, ready: number, old = 0): { readonly text?: string } {
  if (updated < wanted) return { text: `${name}: ${updated} of ${wanted} new pods are made` };
  if (old > 0) return { text: `${name}: ${old} old ${old === 1 ? 'pod ends' : 'pods end'}` };
  return ready < wanted ? { text: `${name}: ${ready} of ${wanted} pods are ready` } : {};
}

function isTroubled(pod: unknown): boolean {
  return containerStates(pod).some(({ state, restartCount, ready }) => {
    const { waiting, terminated } = record(state);
    const reason = string(record(waiting)['reason']);
    return (
      (reason !== '' && reason !== 'ContainerCreating' && reason !== 'PodInitializing') ||
      (terminated !== undefined && number(record(terminated)['exitCode']) !== 0) ||
      (number(restartCount) > 0 && ready !== true)
    );
  });
}

function containerStates(pod: unknown): readonly Readonly<Record<string, unknown>>[] {
  const status = record(record(pod)['status']);
  return ['initContainerStatuses', 'containerStatuses'].flatMap((key) => list(status[key]).map(record));
}
