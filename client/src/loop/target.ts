import type { DeployedObject } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { listClusters } from '../tools/k3d/clusters.js';
import type { Access } from '../tools/kubectl/access.js';
import { viewConfig, viewContext, type KubeContext } from '../tools/kubectl/config.js';
import { proveLocal } from '../tools/kubectl/localCluster.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import { oneOf, turnedAway } from './answers.js';
import type { Answers, LoopContext, Target } from './contract.js';

/** A context that may be deployed to: proven to be a local k3d cluster, or allowed by the user's settings and then by a yes. */
export async function chooseTarget(ctx: LoopContext, known: Answers, cluster: string | undefined): Promise<Outcome<Target>> {
  const { runner, signal, settings } = ctx;
  const config = await runner.run(viewConfig(), { signal });
  if (!config.ok) return config;
  const clusters = await runner.run(listClusters(), { signal });
  // Without k3d nothing can be proven; contexts that the user allowed by name remain.
  const proofs = config.value.contexts.map((context) => ({ context, proof: proveLocal(context, clusters.ok ? clusters.value : []) }));
  const local = proofs.flatMap(({ context, proof }) => (proof.isLocal ? [{ context, cluster: proof.cluster.name }] : []));
  const allowed = config.value.contexts.filter(
    ({ name }) => settings.allowedContexts.includes(name) && !local.some(({ context }) => context.name === name),
  );
  const fitting = local.filter((one) => cluster === undefined || one.cluster === cluster);
  const remembered = [...fitting.map(({ context }) => context), ...allowed].find(({ name }) => name === known.kubeContext);
  const name =
    remembered?.name ??
    (await oneOf(ctx, 'kubeContext', 'Where to deploy', [
      ...fitting.map(({ context, cluster: of }) => ({ value: context.name, label: context.name, description: `k3d cluster ${of}` })),
      ...(cluster === undefined
        ? allowed.map((context) => ({ value: context.name, label: context.name, description: context.server }))
        : []),
    ]));
  if (name === undefined) {
    if (fitting.length > 0) return turnedAway('kubeContext');
    if (!clusters.ok) return clusters;
    const nearest = proofs.find(({ context }) => context.name === (known.kubeContext ?? config.value.current));
    return failed({
      code: 'no-local-cluster',
      message:
        nearest !== undefined && !nearest.proof.isLocal
          ? nearest.proof.message
          : `No context of the kubeconfig leads to ${cluster === undefined ? 'a local k3d cluster' : `the k3d cluster \`${cluster}\``}.`,
      remedy:
        cluster === undefined
          ? 'Create one with "Slipway: Create k3d Cluster with Registry", or allow a context in `slipway.deploy.allowedContexts`'
          : `Run \`k3d kubeconfig merge ${cluster} --kubeconfig-merge-default\``,
    });
  }
  const found = config.value.contexts.find((context) => context.name === name);
  if (found === undefined) return failed({ code: 'context-missing', message: `The kubeconfig has no context \`${name}\`.` });
  const of = local.find(({ context }) => context.name === name)?.cluster;
  return done({
    kubeContext: name,
    server: found.server,
    namespace: known.namespace ?? found.namespace ?? 'default',
    ...(of === undefined ? {} : { cluster: of }),
  });
}

/**
 * Read anew before every step that changes something: a kubeconfig is changed by other programs while a run goes on.
 * A context that is no proven local cluster is confirmed each time.
 */
export async function stillProven(ctx: LoopContext, target: Target, what: string): Promise<Outcome<undefined>> {
  const { runner, signal, front, settings } = ctx;
  const context = await runChecked(runner, viewContext(target.kubeContext), { signal });
  if (!context.ok) return context;
  if (target.cluster !== undefined) {
    const clusters = await runner.run(listClusters(), { signal });
    if (!clusters.ok) return clusters;
    const proof = proveLocal(context.value, clusters.value);
    if (proof.isLocal && proof.cluster.name === target.cluster) return done(undefined);
    return failed({
      code: 'target-changed',
      message: proof.isLocal ? `\`${target.kubeContext}\` leads to another cluster now.` : proof.message,
      remedy: 'Run the command again and choose the cluster anew',
    });
  }
  if (!settings.allowedContexts.includes(target.kubeContext) || context.value.server !== target.server)
    return failed({ code: 'target-changed', message: `\`${target.kubeContext}\` leads to another server now, or is no longer allowed.` });
  const isWanted = await front.confirm({
    title: `${what} in ${target.kubeContext}?`,
    detail: `This is no local cluster.\n\nContext: ${target.kubeContext}\nServer: ${target.server}\nNamespace: ${target.namespace}`,
    action: what,
    ...(what === 'Delete' ? { typed: target.kubeContext } : {}),
  });
  return isWanted ? done(undefined) : failed({ code: 'cancelled', message: 'Nothing was changed.' });
}

/** The namespace that the manifests agree on goes before the context's own. */
export function withNamespace(target: Target, objects: readonly DeployedObject[], known: Answers): Target {
  const named = new Set(objects.flatMap(({ namespace }) => namespace ?? []));
  const [only] = named;
  return known.namespace === undefined && named.size === 1 && only !== undefined ? { ...target, namespace: only } : target;
}

/** kubectl refuses a namespace beside manifests that name another: it is given only where none does. */
export function accessFor({ kubeContext, namespace }: Target, objects: readonly DeployedObject[]): Access {
  const isAgreed = objects.every((object) => object.namespace === null || object.namespace === namespace);
  return { context: kubeContext, ...(isAgreed ? { namespace } : {}) };
}

export function accessTo({ kubeContext, namespace }: Target, other: string | null = null): Access {
  return { context: kubeContext, namespace: other ?? namespace };
}

export type { KubeContext };
