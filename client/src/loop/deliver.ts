import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecked } from '../tools/checked.js';
import { saveImage, tagImage } from '../tools/docker/images.js';
import { pushImage } from '../tools/docker/push.js';
import { askRegistry } from '../tools/docker/registryCheck.js';
import { isRunning, listClusters, startCluster, workers, type K3dCluster } from '../tools/k3d/clusters.js';
import { importImage, importStep, type ImportMode } from '../tools/k3d/importImage.js';
import { holds, loadIntoNode, nodeImages } from '../tools/k3d/nodeImages.js';
import { listRegistries, serves, type K3dRegistry } from '../tools/k3d/registries.js';
import { done, failed, type Failure, type Outcome } from '../tools/tool.js';
import { oneOf, turnedAway } from './answers.js';
import type { Answers, BuiltImage, Delivery, LoopContext } from './contract.js';

/** A cluster that runs, with the registry that serves it. */
export interface ReadyCluster {
  readonly cluster: K3dCluster;
  readonly registry?: K3dRegistry;
}

/** The cluster of the answers, or one that the user picks; a stopped one is started when the user says so. */
export async function readyCluster(ctx: LoopContext, known: Answers): Promise<Outcome<ReadyCluster>> {
  const { runner, signal, front } = ctx;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  if (clusters.value.length === 0)
    return failed({
      code: 'cluster-missing',
      message: 'There is no k3d cluster on this machine.',
      remedy: 'Run "Slipway: Create k3d Cluster with Registry"',
    });
  const remembered = clusters.value.find(({ name }) => name === known.cluster);
  const name =
    remembered?.name ??
    (await oneOf(
      ctx,
      'cluster',
      'k3d cluster',
      clusters.value.map((cluster) => ({ value: cluster.name, label: cluster.name, description: described(cluster) })),
    ));
  if (name === undefined) return turnedAway('cluster');
  const cluster = clusters.value.find((one) => one.name === name);
  if (cluster === undefined) return failed({ code: 'cluster-missing', message: `There is no k3d cluster \`${name}\`.` });
  const running = isRunning(cluster) ? done(cluster) : await started(ctx, cluster);
  if (!running.ok) return running;
  front.progress('check', `cluster ${name} is running`);
  const registries = await runner.run(listRegistries(), { signal });
  const registry = registries.ok
    ? registries.value.find((one) => one.isRunning && one.onHost !== null && serves(one, running.value))
    : undefined;
  return done({ cluster: running.value, ...(registry === undefined ? {} : { registry }) });
}

function described(cluster: K3dCluster): string {
  const { servers, agents } = cluster;
  const nodes = servers.count + agents.count;
  return isRunning(cluster) ? `running, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}` : 'stopped';
}

async function started(ctx: LoopContext, { name }: K3dCluster): Promise<Outcome<K3dCluster>> {
  const { front, runner, signal } = ctx;
  const isWanted = await front.confirm({
    title: `The cluster ${name} is stopped`,
    detail: 'Nothing can be delivered to it as it is.',
    action: 'Start It',
  });
  if (!isWanted)
    return failed({ code: 'cluster-stopped', message: `The cluster \`${name}\` is stopped.`, remedy: 'Run "Slipway: Start Cluster"' });
  front.progress('check', `starting cluster ${name}`);
  const start = await runChecked(runner, startCluster(name), { signal, onLine: front.output });
  if (!start.ok) return start;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  const cluster = clusters.value.find((one) => one.name === name);
  if (cluster !== undefined && isRunning(cluster)) return done(cluster);
  return failed({ code: 'cluster-stopped', message: `k3d started \`${name}\`, and its servers are still down.` });
}

/** Brings the image to where the cluster's pods find it, and sees that it is there. */
export async function deliver(
  ctx: LoopContext,
  image: BuiltImage,
  ready: ReadyCluster,
  wanted: 'import' | 'push',
): Promise<Outcome<Delivery>> {
  return wanted === 'push' ? pushed(ctx, image, ready) : imported(ctx, image, ready);
}

/** What the settings and the cluster make of "auto": a registry is faster from the second time on. */
export function deliveryOf({ settings }: LoopContext, known: Answers, { registry }: ReadyCluster): 'import' | 'push' {
  if (settings.delivery !== 'auto') return settings.delivery;
  return known.delivery ?? (registry === undefined ? 'import' : 'push');
}

async function pushed(ctx: LoopContext, image: BuiltImage, { cluster, registry }: ReadyCluster): Promise<Outcome<Delivery>> {
  const { front, runner, signal, settings } = ctx;
  const program = settings.builder === 'podman' ? 'podman' : 'docker';
  if (registry?.onHost === undefined || registry.onHost === null)
    return failed({
      code: 'registry-missing',
      message: `No registry serves the cluster \`${cluster.name}\`, and none can be added to one that exists.`,
      remedy: 'Import the image instead, or create a cluster with a registry',
    });
  // The address that this machine resolves; the cluster knows the same registry by its own name.
  const [onHost, inCluster] = [registry.onHost, registry.inCluster].map((host) => `${host}/${withoutRegistry(image.reference)}`);
  if (onHost === undefined || inCluster === undefined) return failed({ code: 'registry-missing', message: 'The registry has no address.' });
  front.progress('deliver', `pushing to ${registry.onHost}`);
  const tagged = await runChecked(runner, tagImage(program, image.reference, onHost), { signal });
  if (!tagged.ok) return tagged;
  const push = await runChecked(runner, pushImage(program, onHost), { signal, onLine: front.output });
  if (!push.ok) return push;
  const there = await askRegistry(registry.onHost, onHost, signal);
  if (there.hasImage === false)
    return failed({
      code: 'push-not-verified',
      message: `The push ended well, and the registry at \`${registry.onHost}\` does not have \`${onHost}\`.`,
    });
  return done({ by: 'push', reference: inCluster, nodes: [] });
}

function withoutRegistry(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? rest.join('/') : reference;
}

/**
 * k3d says that it worked when it did not, so nodes are asked themselves. What they lack is tried another way:
 * k3d's helper container, its direct mode, and Docker's own archive read by each node.
 */
async function imported(ctx: LoopContext, image: BuiltImage, { cluster }: ReadyCluster): Promise<Outcome<Delivery>> {
  const { front, runner, signal } = ctx;
  const nodes = workers(cluster);
  const down = nodes.filter((node) => !node.isRunning);
  if (down.length > 0)
    front.output(`${down.map(({ name }) => name).join(', ')} ${down.length === 1 ? 'is' : 'are'} stopped and will not have the image.`);
  let last: Failure = { code: 'import-not-verified', message: `No node of \`${cluster.name}\` has \`${image.reference}\`.` };
  for (const mode of ['tools-node', 'direct'] as const satisfies readonly ImportMode[]) {
    front.progress('deliver', `importing into ${cluster.name}`);
    const report = await runChecked(runner, importImage(cluster.name, image.reference, mode), {
      signal,
      onLine: (line) => {
        front.output(line);
        const step = importStep(line);
        if (step !== undefined) front.progress('deliver', step);
      },
    });
    if (!report.ok) {
      if (report.failure.code !== 'timed-out') return report;
      last = report.failure;
    } else if (report.value.isImageMissing)
      return failed({ code: 'image-missing', message: `Docker has no image \`${image.reference}\` to import.`, remedy: 'Build it first' });
    const lacking = await nodesLacking(ctx, cluster, image, report.ok && report.value.isClean);
    if (!lacking.ok) return lacking;
    if (lacking.value.length === 0) return done(delivered(mode === 'direct' ? 'direct' : 'import', image, cluster));
    last = notVerified(image, lacking.value, report.ok ? report.value.complaints : []);
    front.output(`${last.message} Trying another way.`);
  }
  return byArchive(ctx, image, cluster, last);
}

async function byArchive(ctx: LoopContext, image: BuiltImage, cluster: K3dCluster, last: Failure): Promise<Outcome<Delivery>> {
  const { front, runner, signal } = ctx;
  const folder = await mkdtemp(join(tmpdir(), 'slipway-image-'));
  try {
    const archive = join(folder, 'image.tar');
    front.progress('deliver', 'saving the image from Docker');
    const saved = await runChecked(runner, saveImage('docker', image.reference, archive), { signal });
    if (!saved.ok) return saved;
    for (const { name } of workers(cluster).filter((node) => node.isRunning)) {
      front.progress('deliver', `loading into ${name}`);
      const loaded = await runChecked(runner, loadIntoNode(name, archive), { signal, onLine: front.output });
      if (!loaded.ok) return loaded.failure.code === 'cancelled' ? loaded : failed({ ...last, detail: loaded.failure.message });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const lacking = await nodesLacking(ctx, cluster, image, true);
  if (!lacking.ok) return lacking;
  return lacking.value.length === 0 ? done(delivered('ctr', image, cluster)) : failed(notVerified(image, lacking.value, []));
}

/**
 * Names of running nodes that do not hold the image. Under a tag that was built before, a node may hold the older one: then its id
 * decides, unless the import told of no trouble, since Docker and the nodes do not always count by the same id.
 */
async function nodesLacking(
  { runner, signal }: LoopContext,
  cluster: K3dCluster,
  { reference, id }: BuiltImage,
  isTrusted: boolean,
): Promise<Outcome<readonly string[]>> {
  const lacking: string[] = [];
  for (const { name, isRunning } of workers(cluster)) {
    if (!isRunning) continue;
    const images = await runChecked(runner, nodeImages(name), { signal });
    if (!images.ok) return images;
    if (!holds(images.value, reference, isTrusted ? undefined : id)) lacking.push(name);
  }
  return done(lacking);
}

function delivered(by: Delivery['by'], { reference }: BuiltImage, cluster: K3dCluster): Delivery {
  return { by, reference, nodes: workers(cluster).flatMap(({ name, isRunning }) => (isRunning ? [name] : [])) };
}

function notVerified({ reference }: BuiltImage, nodes: readonly string[], complaints: readonly string[]): Failure {
  return {
    code: 'import-not-verified',
    message: `${nodes.map((node) => `\`${node}\``).join(', ')} ${nodes.length === 1 ? 'does' : 'do'} not have \`${reference}\` after the import.`,
    ...(complaints.length === 0 ? {} : { detail: complaints.join('\n') }),
    remedy: 'Push to a registry of the cluster instead, or look at the log for what the node said',
  };
}
