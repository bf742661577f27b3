import { list, record, runChecked, string } from '../tools/checked.js';
import type { Engine } from '../tools/docker/engine.js';
import type { K3dCluster } from '../tools/k3d/clusters.js';
import { ownedBy, nameOf } from '../tools/kubectl/objects.js';
import { rolloutKind, rolloutRestart } from '../tools/kubectl/rollout.js';
import { done, type Outcome } from '../tools/tool.js';
import type { AppliedObject, Delivery, Deployment, LoopContext } from './contract.js';
import { collectEvidence } from './evidence.js';
import { heldByNodes, type Held } from './nodes.js';
import { accessTo, stillSame } from './target.js';

/**
 * An image that was built anew under the tag that already runs changes no manifest, so the old pods would go on. They are replaced
 * by a restart, unless they are seen to run the very image that their node holds under the name.
 */
export async function restartStale(
  ctx: LoopContext,
  deployment: Deployment,
  { reference }: Delivery,
  cluster: K3dCluster,
  engine?: Engine,
): Promise<Outcome<undefined>> {
  const { runner, signal, front } = ctx;
  const { target, objects } = deployment;
  const unchanged = objects.filter(
    ({ kind, result, containers }) =>
      result === 'unchanged' && rolloutKind(kind) !== undefined && containers.some(({ image }) => image === reference),
  );
  if (unchanged.length === 0) return done(undefined);
  const observed = await collectEvidence(ctx, { target, objects: unchanged }, {}, { isFinal: false });
  if (!observed.ok) return observed;
  const held = await heldByNodes(ctx, cluster, reference, engine);
  if (!held.ok) return held;
  const { workloads, replicaSets, pods } = observed.value.evidence;
  for (const object of unchanged) {
    const workload = workloads.filter((one) => nameOf(one) === object.name && isIn(one, object, target.namespace));
    const own = ownedBy(pods, [...workload, ...ownedBy(replicaSets, workload)]);
    const kind = rolloutKind(object.kind);
    if (kind === undefined || own.every((pod) => runsHeld(pod, reference, held.value))) continue;
    const same = await stillSame(ctx, target);
    if (!same.ok) return same;
    front.progress('deploy', `restarting ${object.name}: its image was built anew under the same tag`);
    const restarted = await runChecked(runner, rolloutRestart(accessTo(target, object.namespace), { kind, name: object.name }), { signal });
    if (!restarted.ok) return restarted;
  }
  return done(undefined);
}

function isIn(workload: unknown, { kind, namespace }: AppliedObject, otherwise: string): boolean {
  const { kind: own, metadata } = record(workload);
  return own === kind && string(record(metadata)['namespace']) === (namespace ?? otherwise);
}

/** Whether each container with the image runs what the pod's node now holds under its name. */
function runsHeld(pod: unknown, reference: string, held: Held): boolean {
  const { spec, status } = record(pod);
  const images = held.get(string(record(spec)['nodeName'])) ?? [];
  const names = ['initContainers', 'containers'].flatMap((key) =>
    list(record(spec)[key]).flatMap((one) => (record(one)['image'] === reference ? [string(record(one)['name'])] : [])),
  );
  const states = ['initContainerStatuses', 'containerStatuses'].flatMap((key) => list(record(status)[key]).map(record));
  return names.every((name) => {
    const imageId = string(states.find((state) => state['name'] === name)?.['imageID']);
    // `sha256:…`, or `name@sha256:…` where the node knows a digest of the registry.
    const digest = /sha256:[0-9a-f]{64}$/.exec(imageId)?.[0];
    return digest !== undefined && images.some(({ id, digests }) => id === digest || digests.some((one) => one.endsWith(`@${digest}`)));
  });
}
