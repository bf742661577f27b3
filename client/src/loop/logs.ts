import { list, record, runChecked, string } from '../tools/checked.js';
import { followLogs, logs } from '../tools/kubectl/logs.js';
import { nameOf } from '../tools/kubectl/objects.js';
import { failed, type Outcome } from '../tools/tool.js';
import type { Deployment, LoopContext, Memory } from './contract.js';
import { collectEvidence } from './evidence.js';
import { pinned } from './pinned.js';
import { nothingDeployed, oneOf, turnedAway } from './questions.js';
import { accessTo } from './target.js';

type Wanted = { readonly pod: string; readonly container: string };

/** Logs of a container of the deployment: of the run before its last restart where it has one, then of the present one until cancelled. */
export async function showLogs(ctx: LoopContext, memory: Memory, wanted?: Wanted): Promise<Outcome<undefined>> {
  const { deployment } = memory.get();
  return deployment === undefined ? nothingDeployed : pinned(ctx, deployment.target, (own) => logsOf(own, deployment, wanted));
}

async function logsOf(ctx: LoopContext, deployment: Deployment, wanted: Wanted | undefined): Promise<Outcome<undefined>> {
  const observed = await collectEvidence(ctx, deployment, {}, { isFinal: false });
  if (!observed.ok) return observed;
  // The newest first: in a rollout that does not end, those are the ones in question.
  const pods = [...observed.value.evidence.pods].sort((a, b) => (createdAt(a) < createdAt(b) ? 1 : -1));
  const containers = pods.flatMap((pod) => containersOf(pod));
  const meant = containers.find(({ pod, container }) => pod === wanted?.pod && container === wanted.container);
  const found = meant ?? (await chosen(ctx, containers));
  if (found === undefined)
    return containers.length === 0 ? failed({ code: 'no-pods', message: 'The deployment has no pods.' }) : turnedAway('container');
  const { runner, signal, front } = ctx;
  const access = accessTo(deployment.target, found.namespace);
  if (found.restarts > 0) {
    const previous = await runChecked(runner, logs(access, { pod: found.pod, container: found.container, previous: true }), { signal });
    if (previous.ok && previous.value !== null) {
      front.output(`── ${found.pod}/${found.container}, the run before its last restart`);
      for (const line of previous.value.trimEnd().split('\n')) front.output(line);
    }
  }
  front.output(`── ${found.pod}/${found.container}`);
  return runChecked(runner, followLogs(access, { pod: found.pod, container: found.container }, 200), {
    signal,
    onLine: (line) => front.output(line),
  });
}

async function chosen(ctx: LoopContext, containers: readonly ContainerInPod[]): Promise<ContainerInPod | undefined> {
  const key = await oneOf(
    ctx,
    'container',
    'Container whose logs are shown',
    containers.map(({ namespace, pod, container, restarts, state }) => ({
      value: `${namespace}/${pod}/${container}`,
      label: container,
      description: pod,
      detail: `${state}${restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : ''}`,
    })),
  );
  return containers.find(({ namespace, pod, container }) => `${namespace}/${pod}/${container}` === key);
}

interface ContainerInPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly restarts: number;
  readonly state: string;
}

/** RFC 3339 as Kubernetes writes it, which sorts as text. */
function createdAt(pod: unknown): string {
  return string(record(record(pod)['metadata'])['creationTimestamp']);
}

function containersOf(pod: unknown): ContainerInPod[] {
  const { metadata, status } = record(pod);
  return ['containerStatuses', 'initContainerStatuses'].flatMap((key) =>
    list(record(status)[key]).map((one) => {
      const { name, restartCount, state } = record(one);
      const [word = 'unknown'] = Object.keys(record(state));
      const reason = string(record(record(state)[word])['reason']);
      return {
        namespace: string(record(metadata)['namespace']),
        pod: nameOf(pod),
        container: string(name),
        restarts: typeof restartCount === 'number' ? restartCount : 0,
        state: reason === '' ? word : `${word}: ${reason}`,
      };
    }),
  );
}
