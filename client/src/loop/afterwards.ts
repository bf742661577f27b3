import { setTimeout as sleep } from 'node:timers/promises';
import { list, record, runChecked, string } from '../tools/checked.js';
import { deleteObjects, type DeletedObject } from '../tools/kubectl/delete.js';
import { followLogs, logs } from '../tools/kubectl/logs.js';
import { nameOf } from '../tools/kubectl/objects.js';
import { portForward, readForwardLine, type ForwardRequest } from '../tools/kubectl/portForward.js';
import { rolloutHistory, rolloutKind, rolloutUndo } from '../tools/kubectl/rollout.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import { manifestAnswers, oneOf, turnedAway } from './answers.js';
import type { AppliedObject, Change, Deployment, LoopContext, Memory } from './contract.js';
import { differences } from './diff.js';
import { collectEvidence } from './evidence.js';
import { preparedManifests } from './manifests.js';
import { remember } from './run.js';
import { accessFor, accessTo, chooseTarget, stillProven, withNamespace } from './target.js';

/** What follows a deployment: differences, logs, ports, the way back, and away with it. */

const nothingDeployed = failed({
  code: 'nothing-deployed',
  message: 'Slipway has deployed nothing from this folder yet.',
  remedy: 'Run "Slipway: Deploy"',
});

export async function diffAgainstCluster(ctx: LoopContext, memory: Memory): Promise<Outcome<readonly Change[]>> {
  const { answers } = memory.get();
  const manifests = await manifestAnswers(ctx, answers);
  if (!manifests.ok) return manifests;
  const target = await chooseTarget(ctx, answers, undefined);
  if (!target.ok) return target;
  await remember(memory, { answers: { ...answers, manifests: manifests.value, kubeContext: target.value.kubeContext } });
  const prepared = await preparedManifests(ctx, manifests.value, target.value.namespace);
  if (!prepared.ok) return prepared;
  const found = await differences(ctx, withNamespace(target.value, prepared.value.objects, answers), prepared.value);
  if (found.ok && found.value.length > 0) await ctx.front.changes(found.value);
  return found;
}

/** Logs of a container of the deployment: of the run before its last restart where it has one, then of the present one until cancelled. */
export async function showLogs(ctx: LoopContext, memory: Memory): Promise<Outcome<undefined>> {
  const { deployment } = memory.get();
  if (deployment === undefined) return nothingDeployed;
  const observed = await collectEvidence(ctx, deployment, {}, { isFinal: false });
  if (!observed.ok) return observed;
  const containers = observed.value.evidence.pods.flatMap((pod) => containersOf(pod));
  const key = await oneOf(
    ctx,
    'container',
    'Container',
    containers.map(({ namespace, pod, container, restarts, state }) => ({
      value: `${namespace}/${pod}/${container}`,
      label: container,
      description: pod,
      detail: `${state}${restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : ''}`,
    })),
  );
  const found = containers.find(({ namespace, pod, container }) => `${namespace}/${pod}/${container}` === key);
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
  return runChecked(runner, followLogs(access, { pod: found.pod, container: found.container }, 200), { signal, onLine: front.output });
}

interface ContainerInPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly restarts: number;
  readonly state: string;
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

/** Ports of the deployment that can be reached: Services first, since they outlive pods. */
export function forwardable({
  objects,
}: Deployment): readonly (ForwardRequest & { readonly object: AppliedObject; readonly label: string })[] {
  return objects.flatMap((object) =>
    object.kind === 'Service' && object.result !== 'refused'
      ? object.ports.map(({ name, port }) => ({
          kind: 'service' as const,
          name: object.name,
          port,
          object,
          label: `${object.name}:${port}${name === null ? '' : ` (${name})`}`,
        }))
      : [],
  );
}

/**
 * Keeps a port open until cancelled: kubectl's forward ends with its pod, so it is started again, at the same local port.
 * `onOpen` hears of the first time.
 */
export async function keepForward(ctx: LoopContext, memory: Memory, onOpen: (localPort: number) => void): Promise<Outcome<undefined>> {
  const { deployment } = memory.get();
  if (deployment === undefined) return nothingDeployed;
  const ports = forwardable(deployment);
  const label = await oneOf(
    ctx,
    'port',
    'Port to open',
    ports.map((one) => ({ value: one.label, label: one.label })),
  );
  const wanted = ports.find((one) => one.label === label);
  if (wanted === undefined) {
    return ports.length === 0
      ? failed({
          code: 'no-service',
          message: 'Nothing that was deployed is a Service, so there is no port to open.',
          remedy: 'Deploy a Service: type `service` in a YAML file',
        })
      : turnedAway('port');
  }
  const { runner, signal, front } = ctx;
  const access = accessTo(deployment.target, wanted.object.namespace);
  let localPort: number | undefined;
  let failures = 0;
  for (;;) {
    let isOpen = false;
    const { kind, name, port } = wanted;
    const end = await runChecked(runner, portForward(access, { kind, name, port, ...(localPort === undefined ? {} : { localPort }) }), {
      signal,
      onLine: (line) => {
        front.output(line);
        const open = readForwardLine(line);
        if (open === undefined) return;
        isOpen = true;
        if (localPort === undefined) onOpen(open.localPort);
        localPort = open.localPort;
      },
    });
    if (end.ok || end.failure.code === 'cancelled') return done(undefined);
    failures = isOpen ? 0 : failures + 1;
    // A pod that is replaced leaves a gap of some seconds.
    if (failures > 15 || (localPort === undefined && failures > 2)) return end;
    front.output(`The connection to ${name} ended; it is opened again.`);
    try {
      await sleep(2_000, undefined, { signal });
    } catch {
      return done(undefined);
    }
  }
}

/** Back to the revision before, or to one that the user picks. */
export async function rollBack(ctx: LoopContext, memory: Memory): Promise<Outcome<string>> {
  const { deployment } = memory.get();
  if (deployment === undefined) return nothingDeployed;
  const workloads = deployment.objects.filter(({ kind, result }) => rolloutKind(kind) !== undefined && result !== 'refused');
  const picked = await oneOf(
    ctx,
    'pod',
    'Workload to roll back',
    workloads.map(({ kind, name }) => ({ value: `${kind}/${name}`, label: name, description: kind })),
  );
  const object = workloads.find(({ kind, name }) => `${kind}/${name}` === picked);
  const kind = object === undefined ? undefined : rolloutKind(object.kind);
  if (object === undefined || kind === undefined)
    return workloads.length === 0
      ? failed({ code: 'no-workload', message: 'Nothing that was deployed has revisions to go back to.' })
      : turnedAway('pod');
  const { runner, signal } = ctx;
  const access = accessTo(deployment.target, object.namespace);
  const history = await runChecked(runner, rolloutHistory(access, { kind, name: object.name }), { signal });
  if (!history.ok) return history;
  // The newest is what runs now.
  const earlier = history.value.slice(0, -1).reverse();
  if (earlier.length === 0) return failed({ code: 'no-history', message: `\`${object.name}\` has no earlier revision to go back to.` });
  const revision = await oneOf(
    ctx,
    'revision',
    'Revision to go back to',
    earlier.map(({ number, cause }, i) => ({
      value: String(number),
      label: `Revision ${number}`,
      description: cause === '' && i === 0 ? 'the one before' : cause,
    })),
  );
  if (revision === undefined) return turnedAway('revision');
  const proven = await stillProven(ctx, deployment.target, 'Roll Back');
  if (!proven.ok) return proven;
  const undone = await runChecked(runner, rolloutUndo(access, { kind, name: object.name }, Number(revision)), {
    signal,
    onLine: ctx.front.output,
  });
  return undone.ok ? done(`${object.name} goes back to revision ${revision}`) : undone;
}

/** Deletes the objects of the last deployment, and no others: those that the manifests name now may be different ones. */
export async function deleteDeployed(ctx: LoopContext, memory: Memory): Promise<Outcome<readonly DeletedObject[]>> {
  const { deployment } = memory.get();
  if (deployment === undefined) return nothingDeployed;
  const objects = deployment.objects.filter(({ result }) => result !== 'refused');
  const { target } = deployment;
  if (target.cluster !== undefined) {
    const isWanted = await ctx.front.confirm({
      title: `Delete ${objects.length} ${objects.length === 1 ? 'object' : 'objects'} from ${target.kubeContext}?`,
      detail: objects.map(({ kind, name, namespace }) => `${kind} ${name} in ${namespace ?? target.namespace}`).join('\n'),
      action: 'Delete',
    });
    if (!isWanted) return failed({ code: 'cancelled', message: 'Nothing was deleted.' });
  }
  const proven = await stillProven(ctx, target, 'Delete');
  if (!proven.ok) return proven;
  ctx.front.progress('deploy', `deleting from ${target.kubeContext}`);
  // Names are enough to delete by, and JSON is YAML.
  const manifests = objects
    .map(({ apiVersion, kind, name, namespace }) =>
      JSON.stringify({ apiVersion, kind, metadata: { name, ...(namespace === null ? {} : { namespace }) } }),
    )
    .join('\n---\n');
  const deleted = await runChecked(ctx.runner, deleteObjects(accessFor(target, objects), manifests), {
    signal: ctx.signal,
    onLine: ctx.front.output,
  });
  if (!deleted.ok) return deleted;
  const { deployment: _, ...rest } = memory.get();
  await memory.set(rest);
  await ctx.engine.clearDiagnoses();
  return deleted;
}
