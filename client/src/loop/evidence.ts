import type { Evidence, ImageEvidence } from '../../../server/src/protocol.js';
import { list, record, runChecked, string } from '../tools/checked.js';
import { inspectImage } from '../tools/docker/images.js';
import { workers, type K3dCluster } from '../tools/k3d/clusters.js';
import { holds, nodeImages, type NodeImage } from '../tools/k3d/nodeImages.js';
import type { K3dRegistry } from '../tools/k3d/registries.js';
import { logs as readLogs } from '../tools/kubectl/logs.js';
import { getObjects, nameOf, ownedBy, resourceOf, uidOf } from '../tools/kubectl/objects.js';
import { done, type Outcome } from '../tools/tool.js';
import type { BuiltImage, Delivery, Deployment, LoopContext } from './contract.js';
import { waitedKinds } from './standing.js';
import { accessTo } from './target.js';

/** What a run knows beside the cluster's own answers. */
export interface Surroundings {
  readonly cluster?: K3dCluster;
  readonly registry?: K3dRegistry;
  readonly image?: BuiltImage;
  readonly delivery?: Delivery;
  readonly refusals?: Evidence['refusals'];
}

export interface Observed {
  readonly evidence: Evidence;
}

/** Lines of a log that say why something ended stand at its end. */
const logLines = 60;

/** Asks the cluster for what belongs to the deployment. `isFinal`: logs, and which nodes hold which image, too. */
export async function collectEvidence(
  ctx: LoopContext,
  deployment: Deployment,
  around: Surroundings,
  { isFinal }: { readonly isFinal: boolean },
): Promise<Outcome<Observed>> {
  const { runner, signal } = ctx;
  const { target, objects } = deployment;
  const sent = objects.filter(({ result, kind }) => result !== 'refused' && waitedKinds.has(kind));
  const workloads: unknown[] = [];
  const [replicaSets, pods, events]: [unknown[], unknown[], unknown[]] = [[], [], []];
  for (const namespace of new Set(sent.map((object) => object.namespace ?? target.namespace))) {
    const access = accessTo(target, namespace);
    const here = sent.filter((object) => (object.namespace ?? target.namespace) === namespace);
    const kinds = grouped(here);
    const answers = await Promise.all([
      runChecked(runner, getObjects(access, 'replicasets.apps,pods,events'), { signal }),
      ...[...kinds].map(([kind, of]) => runChecked(runner, getObjects(access, kind, { names: of.map(({ name }) => name) }), { signal })),
    ]);
    const read: (readonly unknown[])[] = [];
    for (const answer of answers) {
      if (!answer.ok) return answer;
      read.push(answer.value);
    }
    const [beside = [], ...named] = read;
    const own = named.flat();
    const ofKind = (kind: string): readonly unknown[] => beside.filter((object) => record(object)['kind'] === kind);
    const [allSets, allPods, allEvents] = [ofKind('ReplicaSet'), ofKind('Pod'), ofKind('Event')];
    const sets = ownedBy(allSets, own);
    const ownPods = [...ownedBy(allPods, [...own, ...sets]), ...own.filter((one) => record(one)['kind'] === 'Pod')];
    workloads.push(...own);
    replicaSets.push(...sets);
    pods.push(...ownPods);
    const uids = new Set([...own, ...sets, ...ownPods].map(uidOf));
    // What is said of claims tells why a pod waits for its volume.
    events.push(
      ...allEvents.filter((event) => {
        const about = record(record(event)['involvedObject']);
        return uids.has(string(about['uid'])) || about['kind'] === 'PersistentVolumeClaim';
      }),
    );
  }
  const evidence: Evidence = {
    namespace: target.namespace,
    workloads,
    replicaSets,
    pods,
    events,
    nodes: isFinal ? await nodes(ctx, deployment) : [],
    logs: isFinal ? await logs(ctx, deployment, pods) : [],
    images: isFinal ? await images(ctx, around, pods) : [],
    registries: registriesOf(around),
    refusals: around.refusals ?? [],
    objects,
    builds:
      around.image === undefined || around.delivery === undefined
        ? []
        : [{ image: around.delivery.reference, dockerfile: around.image.dockerfile, target: around.image.target }],
  };
  return done({ evidence });
}

function registriesOf({ registry }: Surroundings): Evidence['registries'] {
  const onHost = registry?.onHost ?? undefined;
  return registry === undefined || onHost === undefined ? [] : [{ inCluster: registry.inCluster, onHost }];
}

function grouped<T extends { readonly apiVersion: string; readonly kind: string }>(objects: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    const key = resourceOf(object.apiVersion, object.kind);
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  return groups;
}

async function nodes({ runner, signal }: LoopContext, { target }: Deployment): Promise<readonly unknown[]> {
  const found = await runChecked(runner, getObjects({ context: target.kubeContext }, 'nodes'), { signal });
  return found.ok ? found.value : [];
}

/** Logs of containers that are not ready: of the run before where there was one, since that is the one that ended. */
async function logs({ runner, signal }: LoopContext, { target }: Deployment, pods: readonly unknown[]): Promise<Evidence['logs']> {
  const found: Evidence['logs'][number][] = [];
  for (const pod of pods) {
    const { metadata, status } = record(pod);
    const namespace = string(record(metadata)['namespace']);
    for (const key of ['initContainerStatuses', 'containerStatuses'])
      for (const container of list(record(status)[key])) {
        const { name, ready, restartCount, state } = record(container);
        const hasEnded = record(state)['terminated'] !== undefined;
        if ((ready === true && restartCount === 0) || (restartCount === 0 && record(state)['waiting'] !== undefined)) continue;
        const previous = typeof restartCount === 'number' && restartCount > 0 && !hasEnded;
        const text = await runChecked(
          runner,
          readLogs(accessTo(target, namespace === '' ? null : namespace), {
            pod: nameOf(pod),
            container: string(name),
            previous,
            lines: logLines,
          }),
          { signal },
        );
        if (text.ok && text.value !== null) found.push({ pod: nameOf(pod), container: string(name), previous, text: text.value });
      }
  }
  return found;
}

/** Whether Docker and the nodes hold the images that pods wait for. */
async function images(
  { runner, signal, settings }: LoopContext,
  { cluster, image }: Surroundings,
  pods: readonly unknown[],
): Promise<readonly ImageEvidence[]> {
  const wanted = new Set(
    pods.flatMap((pod) =>
      ['initContainers', 'containers'].flatMap((key) =>
        list(record(record(pod)['spec'])[key]).map((container) => string(record(container)['image'])),
      ),
    ),
  );
  const engine = image?.engine ?? (settings.builder === 'podman' ? 'podman' : 'docker');
  const held = new Map<string, readonly NodeImage[]>();
  for (const node of cluster === undefined ? [] : workers(cluster)) {
    const answer = node.isRunning ? await runChecked(runner, nodeImages(node.name, engine), { signal }) : undefined;
    if (answer?.ok === true) held.set(node.name, answer.value);
  }
  const found: ImageEvidence[] = [];
  for (const reference of wanted) {
    const inspected = await runChecked(runner, inspectImage(engine, reference), { signal });
    found.push({
      reference,
      isInDocker: inspected.ok ? inspected.value !== null : null,
      onNodes: held.size === 0 ? null : [...held].flatMap(([node, images]) => (holds(images, reference) ? [node] : [])),
      architecture:
        (inspected.ok ? inspected.value?.architecture : undefined) ?? (image?.reference === reference ? image.architecture : null),
    });
  }
  return found;
}
