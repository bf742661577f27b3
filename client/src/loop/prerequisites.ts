import { lookup } from 'node:dns/promises';
import { info, buildxVersion } from '../tools/docker/version.js';
import { askRegistry } from '../tools/docker/registryCheck.js';
import { isRunning, listClusters, workers } from '../tools/k3d/clusters.js';
import { listRegistries, serves } from '../tools/k3d/registries.js';
import { k3dVersion } from '../tools/k3d/version.js';
import { viewConfig } from '../tools/kubectl/config.js';
import { proveLocal } from '../tools/kubectl/localCluster.js';
import { kubectlVersion } from '../tools/kubectl/version.js';
import type { Failure } from '../tools/tool.js';
import type { LoopContext } from './contract.js';

/** One thing that a run needs. `wanted`: it works without, less well. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'wanted' | 'missing';
  /** What was found, or what is wrong and how to mend it. */
  readonly text: string;
}

/** Everything that building and deploying need, each asked for itself: one that is missing hides no other. */
export async function checkPrerequisites(ctx: LoopContext): Promise<readonly Check[]> {
  const { front } = ctx;
  front.progress('check', 'programs');
  const checks: Check[] = [...(await programs(ctx))];
  front.progress('check', 'clusters');
  checks.push(...(await clusters(ctx)));
  return checks;
}

const missing = (name: string, { message, remedy }: Failure, state: Check['state'] = 'missing'): Check => ({
  name,
  state,
  text: remedy === undefined ? message : `${message} ${remedy}.`,
});

async function programs({ runner, signal, settings }: LoopContext): Promise<readonly Check[]> {
  const engine = settings.builder === 'podman' ? 'podman' : 'docker';
  const [engineInfo, buildx, k3d, kubectl] = await Promise.all([
    runner.run(info(engine), { signal }),
    runner.run(buildxVersion(), { signal }),
    runner.run(k3dVersion(), { signal }),
    runner.run(kubectlVersion(), { signal }),
  ]);
  const checks: Check[] = [];
  const name = engine === 'docker' ? 'Docker' : 'Podman';
  if (engineInfo.ok) {
    const { version, architecture, hasContainerdStore } = engineInfo.value;
    checks.push({ name, state: 'ok', text: `${version}, ${architecture}${hasContainerdStore ? ', images in containerd' : ''}` });
    if (hasContainerdStore)
      checks.push({
        name: 'k3d import',
        state: 'wanted',
        text: 'Docker keeps images in containerd, of which k3d imports nothing without a word: Slipway sees that and loads them another way, which takes longer. A registry is faster.',
      });
  } else checks.push(missing(name, engineInfo.failure));
  if (engine === 'docker' && engineInfo.ok) {
    if (buildx.ok && buildx.value !== null) checks.push({ name: 'BuildKit', state: 'ok', text: `buildx ${buildx.value}` });
    else
      checks.push({
        name: 'BuildKit',
        state: 'wanted',
        text: 'The buildx plugin is missing, so the legacy builder is used: no secrets, no cache mounts, and errors without lines. Install it: https://docs.docker.com/build/install-buildx/.',
      });
  }
  checks.push(k3d.ok ? { name: 'k3d', state: 'ok', text: `${k3d.value.k3d}, k3s ${k3d.value.k3s}` } : missing('k3d', k3d.failure));
  checks.push(kubectl.ok ? { name: 'kubectl', state: 'ok', text: kubectl.value } : missing('kubectl', kubectl.failure));
  return checks;
}

async function clusters({ runner, signal }: LoopContext): Promise<readonly Check[]> {
  const [found, registries, config] = await Promise.all([
    runner.run(listClusters(), { signal }),
    runner.run(listRegistries(), { signal }),
    runner.run(viewConfig(), { signal }),
  ]);
  // A program that is missing was told above.
  if (!found.ok) return found.failure.code === 'program-missing' ? [] : [missing('Cluster', found.failure)];
  if (found.value.length === 0)
    return [{ name: 'Cluster', state: 'missing', text: 'k3d has no cluster. Run "Slipway: Create k3d Cluster with Registry".' }];
  const checks: Check[] = [];
  for (const cluster of found.value) {
    const name = `Cluster ${cluster.name}`;
    const down = workers(cluster).filter((node) => !node.isRunning);
    if (!isRunning(cluster)) checks.push({ name, state: 'missing', text: 'It is stopped. Run "Slipway: Start Cluster".' });
    else if (down.length > 0)
      checks.push({
        name,
        state: 'wanted',
        text: `${down.map((node) => node.name).join(', ')} of it stopped: pods there would not get imported images.`,
      });
    else
      checks.push({ name, state: 'ok', text: `running, ${workers(cluster).length} ${workers(cluster).length === 1 ? 'node' : 'nodes'}` });
    const context = config.ok ? config.value.contexts.find((one) => proofOf(one, found.value) === cluster.name) : undefined;
    if (config.ok && context === undefined)
      checks.push({
        name,
        state: 'missing',
        text: `No context of the kubeconfig leads to it. Run \`k3d kubeconfig merge ${cluster.name} --kubeconfig-merge-default\`.`,
      });
    for (const registry of registries.ok ? registries.value.filter((one) => serves(one, cluster)) : []) {
      checks.push(...(await registryChecks(registry.name, registry.inCluster, registry.onHost, signal)));
    }
    if (registries.ok && !registries.value.some((one) => serves(one, cluster)))
      checks.push({
        name,
        state: 'wanted',
        text: 'It has no registry: images are imported, each time as a whole. A registry is given to a cluster when it is created.',
      });
  }
  return checks;
}

type Context = Parameters<typeof proveLocal>[0];

function proofOf(context: Context, all: Parameters<typeof proveLocal>[1]): string | undefined {
  const proof = proveLocal(context, all);
  return proof.isLocal ? proof.cluster.name : undefined;
}

async function registryChecks(name: string, inCluster: string, onHost: string | null, signal: AbortSignal): Promise<readonly Check[]> {
  const title = `Registry ${name}`;
  if (onHost === null) return [{ name: title, state: 'missing', text: 'It publishes no port, so nothing can be pushed to it from here.' }];
  const answer = await askRegistry(onHost, 'slipway/none:none', signal);
  const checks: Check[] = [
    answer.isReachable
      ? { name: title, state: 'ok', text: `${onHost} here, ${inCluster} in manifests` }
      : { name: title, state: 'missing', text: `It does not answer at ${onHost}. Start it: \`docker start ${name}\`.` },
  ];
  const [host = ''] = inCluster.split(':');
  const isKnown = await lookup(host).then(
    () => true,
    () => false,
  );
  if (!isKnown)
    checks.push({
      name: title,
      state: 'wanted',
      text: `\`${host}\` does not resolve on this machine, and it need not: images are pushed to ${onHost}, and manifests keep \`${inCluster}\`. To use the name here too, add \`127.0.0.1 ${host}\` to the hosts file.`,
    });
  return checks;
}
