import type { DeployedObject } from '../../../server/src/protocol.js';
import { faultIn, plain, runChecked } from '../tools/checked.js';
import { listClusters } from '../tools/k3d/clusters.js';
import type { Access } from '../tools/kubectl/access.js';
import { viewConfig, viewContext, type KubeContext } from '../tools/kubectl/config.js';
import { proveLocal } from '../tools/kubectl/localCluster.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Answers, LoopContext, Target } from './contract.js';
import { isClusterWide } from './namespaces.js';
import { notThere, oneOf, turnedAway } from './questions.js';

/** A context that may be deployed to: proven to be a local k3d cluster, or allowed by the user's settings and then by a yes. */
export async function chooseTarget(ctx: LoopContext, known: Answers, cluster: string | undefined): Promise<Outcome<Target>> {
  const { runner, signal, settings } = ctx;
  const config = await runner.run(viewConfig(), { signal });
  if (!config.ok) return config;
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok && clusters.failure.code === 'cancelled') return clusters;
  // Without k3d nothing can be proven; contexts that the user allowed by name remain.
  const proofs = config.value.contexts.map((context) => ({ context, proof: proveLocal(context, clusters.ok ? clusters.value : []) }));
  const local = proofs.flatMap(({ context, proof }) => (proof.isLocal ? [{ context, cluster: proof.cluster.name }] : []));
  const fitting = local.filter((one) => cluster === undefined || one.cluster === cluster);
  const allowed = config.value.contexts.filter(
    ({ name }) => settings.allowedContexts.includes(name) && !local.some(({ context }) => context.name === name),
  );
  const remembered = [...fitting.map(({ context }) => context), ...allowed].find(({ name }) => name === known.kubeContext);
  const refused = (name: string | undefined): string | undefined => {
    const found = proofs.find(({ context }) => context.name === name);
    return found === undefined || found.proof.isLocal ? undefined : found.proof.message;
  };
  if (remembered === undefined && known.kubeContext !== undefined && ctx.given?.has('kubeContext') === true) {
    const why = refused(known.kubeContext);
    const other = local.find(({ context }) => context.name === known.kubeContext);
    if (why !== undefined) return failed({ code: 'not-local', message: why, remedy: howToAllow });
    if (other !== undefined)
      return failed({
        code: 'answer-wrong',
        message: `\`${plain(known.kubeContext)}\` leads to the cluster \`${other.cluster}\`, and the image goes to \`${cluster ?? ''}\`.`,
      });
    return notThere(
      'context',
      known.kubeContext,
      local.map(({ context }) => context.name),
    );
  }
  const choices = [
    ...fitting.map(({ context, cluster: of }) => ({ value: context.name, label: context.name, description: `k3d cluster ${of}` })),
    ...(cluster === undefined
      ? allowed.map((context) => ({ value: context.name, label: context.name, description: `allowed by your settings: ${context.server}` }))
      : []),
  ];
  // The context of another cluster is no answer that failed: the cluster was chosen anew.
  const isInstead = known.kubeContext !== undefined && !local.some(({ context }) => context.name === known.kubeContext);
  const name = remembered?.name ?? (await oneOf(ctx, 'kubeContext', 'Where to deploy', choices, isInstead));
  if (name === undefined) {
    if (choices.length > 0) return turnedAway('kubeContext');
    if (!clusters.ok) return clusters;
    return failed({
      code: 'no-local-cluster',
      message:
        refused(known.kubeContext ?? config.value.current) ??
        `No context of the kubeconfig leads to ${cluster === undefined ? 'a local k3d cluster' : `the k3d cluster \`${cluster}\``}.`,
      remedy: cluster === undefined ? howToAllow : `Run \`k3d kubeconfig merge ${cluster} --kubeconfig-merge-default\``,
    });
  }
  const found = config.value.contexts.find((context) => context.name === name);
  if (found === undefined) return failed({ code: 'context-missing', message: `The kubeconfig has no context \`${name}\`.` });
  const of = local.find(({ context }) => context.name === name)?.cluster;
  const namespace = known.namespace ?? found.namespace ?? 'default';
  const fault = faultIn(['context', name], ['label', namespace]);
  if (fault !== undefined) return failed(fault);
  return done({
    kubeContext: name,
    server: found.server,
    namespace,
    ...(of === undefined ? {} : { cluster: of }),
  });
}

const howToAllow = 'Create one with "Slipway: Create k3d Cluster with Registry", or allow a context in `slipway.deploy.allowedContexts`';

/**
 * Read anew before every step that changes something: a kubeconfig is changed by other programs while a run goes on.
 * A context that is no proven local cluster is confirmed each time.
 */
export async function stillProven(
  ctx: LoopContext,
  target: Target,
  what: 'Deploy' | 'Roll Back' | 'Delete',
  detail = `Namespace: ${target.namespace}`,
): Promise<Outcome<undefined>> {
  const same = await stillSame(ctx, target);
  if (!same.ok || target.cluster !== undefined) return same;
  const isWanted = await ctx.front.confirm({
    title: `${what} in ${target.kubeContext}?`,
    detail: `This is no local cluster.\n\nContext: ${target.kubeContext}\nServer: ${target.server}\n${detail}`,
    action: what,
    ...(what === 'Delete' ? { typed: target.kubeContext } : {}),
  });
  if (!isWanted) return failed({ code: 'cancelled', message: 'Nothing was changed.' });
  // A question may stand for an hour.
  return stillSame(ctx, target);
}

/** Whether the kubeconfig's context still leads to where it led when it was chosen. */
export async function stillSame(ctx: LoopContext, target: Target): Promise<Outcome<undefined>> {
  const context = await runChecked(ctx.runner, viewContext(target.kubeContext), { signal: ctx.signal });
  return context.ok ? leadsTo(ctx, target, context.value) : context;
}

/** Whether a context, as it was read, is the one that was chosen: by what k3d lists now, or by the server that the user allowed. */
export async function leadsTo(ctx: LoopContext, target: Target, context: KubeContext): Promise<Outcome<undefined>> {
  const { runner, signal, settings } = ctx;
  const changed = (message: string): Outcome<never> =>
    failed({ code: 'target-changed', message, remedy: 'Run the command again and choose the cluster anew' });
  if (target.cluster === undefined) {
    if (!settings.allowedContexts.includes(target.kubeContext)) return changed(`\`${target.kubeContext}\` is no longer allowed.`);
    return context.server === target.server ? done(undefined) : changed(`\`${target.kubeContext}\` leads to another server now.`);
  }
  const clusters = await runner.run(listClusters(), { signal });
  if (!clusters.ok) return clusters;
  const proof = proveLocal(context, clusters.value);
  if (!proof.isLocal) return changed(proof.message);
  return proof.cluster.name === target.cluster ? done(undefined) : changed(`\`${target.kubeContext}\` leads to another cluster now.`);
}

/** The namespace that every object names is the one that is told; objects without one go where the flag or the context says. */
export function withNamespace(target: Target, objects: readonly DeployedObject[], known: Answers): Target {
  const named = new Set(objects.filter((object) => !isClusterWide(object)).map(({ namespace }) => namespace));
  const [only] = named;
  return known.namespace === undefined && named.size === 1 && typeof only === 'string' ? { ...target, namespace: only } : target;
}

export function accessTo({ kubeContext, namespace }: Target, other: string | null = null): Access {
  return { context: kubeContext, namespace: other ?? namespace };
}

export type { KubeContext };
