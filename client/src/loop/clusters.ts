import { runChecked } from '../tools/checked.js';
import { createCluster, deleteCluster, isRunning, listClusters, startCluster } from '../tools/k3d/clusters.js';
import { contextOf } from '../tools/k3d/names.js';
import { readLogLine } from '../tools/k3d/output.js';
import { isValid } from '../tools/names.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { LoopContext, Memory } from './contract.js';
import { rememberAnswers } from './memory.js';
import { oneOf, turnedAway } from './questions.js';

/** A new k3d cluster with a registry that it can pull from. The user's current context stays as it is. */
export async function newCluster(ctx: LoopContext, memory: Memory): Promise<Outcome<string>> {
  const { front, runner, signal } = ctx;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  const taken = new Set(clusters.value.map(({ name }) => name));
  const name = await front.ask({
    key: 'cluster',
    title: 'Name of the cluster',
    value: taken.has('dev') ? '' : 'dev',
    fault: (value) =>
      taken.has(value)
        ? 'There is a cluster of this name'
        : isValid('cluster', value)
          ? undefined
          : 'Letters, digits and dashes, at most 32',
  });
  if (name === undefined) return turnedAway('cluster');
  const port = await front.ask({
    key: 'port',
    title: 'Port of its registry on this machine',
    value: '5000',
    fault: (value) => (/^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536 ? undefined : 'A number from 1 to 65535'),
  });
  if (port === undefined) return turnedAway('port');
  // Somebody else may have made one while the questions stood open, and what a cancel takes away has to be ours.
  const now = await runner.run(listClusters(), { signal });
  if (!now.ok) return now;
  if (now.value.some((cluster) => cluster.name === name))
    return failed({ code: 'cluster-exists', message: `There is a cluster \`${name}\` by now.` });
  front.progress('check', `creating cluster ${name}, which takes a minute`);
  // The seeds' name for one registry; a second cluster needs one of its own.
  const registry = {
    name: taken.size === 0 ? 'k3d-registry.localhost' : `k3d-${name.toLowerCase()}-registry.localhost`,
    port: Number(port),
  };
  const created = await runChecked(runner, createCluster({ name, registry }), {
    signal,
    onLine: (line) => {
      front.output(line);
      const said = readLogLine(line);
      if (said?.level === 'info') front.progress('check', `creating cluster ${name}: ${said.message}`);
    },
  });
  if (!created.ok) {
    if (created.failure.code === 'cancelled') await takenAway(ctx, name);
    return created;
  }
  await rememberAnswers(memory, { cluster: name, kubeContext: contextOf(name) });
  return done(`the cluster ${name} runs, with a registry that manifests call ${registry.name}:${registry.port}`);
}

/** k3d leaves what it had made when it is ended. No cluster had this name a moment ago: what there is of it is ours. */
async function takenAway({ runner, front }: LoopContext, name: string): Promise<void> {
  front.progress('check', `removing what there is of ${name}`);
  await runChecked(runner, deleteCluster(name), { onLine: (line) => front.output(line) });
}

export async function startStopped(ctx: LoopContext, memory: Memory): Promise<Outcome<string>> {
  const { runner, signal, front } = ctx;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  const stopped = clusters.value.filter((cluster) => !isRunning(cluster));
  if (stopped.length === 0)
    return failed({
      code: 'nothing-stopped',
      message: clusters.value.length === 0 ? 'There is no k3d cluster on this machine.' : 'Every k3d cluster is running.',
    });
  const name = await oneOf(
    ctx,
    'cluster',
    'Cluster to start',
    stopped.map((cluster) => ({ value: cluster.name, label: cluster.name })),
  );
  if (name === undefined) return turnedAway('cluster');
  front.progress('check', `starting cluster ${name}`);
  const started = await runChecked(runner, startCluster(name), { signal, onLine: (line) => front.output(line) });
  if (!started.ok) return started;
  await rememberAnswers(memory, { cluster: name });
  return done(`the cluster ${name} is running`);
}
