import { runChecked } from '../tools/checked.js';
import { isRunning, listClusters, startCluster, type K3dCluster } from '../tools/k3d/clusters.js';
import { listRegistries, serves, type K3dRegistry } from '../tools/k3d/registries.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Answers, LoopContext } from './contract.js';
import { notThere, oneOf, turnedAway } from './questions.js';

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
  const name = await nameOf(ctx, known, clusters.value);
  if (!name.ok) return name;
  const cluster = clusters.value.find((one) => one.name === name.value);
  if (cluster === undefined) return failed({ code: 'cluster-missing', message: `There is no k3d cluster \`${name.value}\`.` });
  const running = isRunning(cluster) ? done(cluster) : await started(ctx, cluster);
  if (!running.ok) return running;
  front.progress('check', `cluster ${cluster.name} is running`);
  const registries = await runner.run(listRegistries(), { signal });
  const registry = registries.ok
    ? registries.value.find((one) => one.isRunning && one.onHost !== null && serves(one, running.value))
    : undefined;
  return done({ cluster: running.value, ...(registry === undefined ? {} : { registry }) });
}

async function nameOf(ctx: LoopContext, { cluster: known }: Answers, clusters: readonly K3dCluster[]): Promise<Outcome<string>> {
  if (clusters.some(({ name }) => name === known)) return done(known ?? '');
  if (known !== undefined && ctx.given?.has('cluster') === true)
    return notThere(
      'k3d cluster',
      known,
      clusters.map(({ name }) => name),
    );
  if (clusters.length === 0)
    return failed({
      code: 'cluster-missing',
      message: 'There is no k3d cluster on this machine.',
      remedy: 'Run "Slipway: Create k3d Cluster with Registry"',
    });
  const choices = clusters.map((cluster) => ({ value: cluster.name, label: cluster.name, description: described(cluster) }));
  const picked = await oneOf(ctx, 'cluster', 'k3d cluster', choices, known !== undefined);
  return picked === undefined ? turnedAway('cluster') : done(picked);
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
  const start = await runChecked(runner, startCluster(name), { signal, onLine: (line) => front.output(line) });
  if (!start.ok) return start;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  const cluster = clusters.value.find((one) => one.name === name);
  if (cluster !== undefined && isRunning(cluster)) return done(cluster);
  return failed({ code: 'cluster-stopped', message: `k3d started \`${name}\`, and its servers are still down.` });
}
