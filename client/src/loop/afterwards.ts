import { runChecked } from '../tools/checked.js';
import { rolloutHistory, rolloutKind, rolloutUndo } from '../tools/kubectl/rollout.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import { manifestAnswers } from './answers.js';
import type { AppliedObject, Change, Deployment, LoopContext, Memory } from './contract.js';
import { differences } from './diff.js';
import { preparedManifests } from './manifests.js';
import { rememberAnswers } from './memory.js';
import { pinned } from './pinned.js';
import { nothingDeployed, oneOf, turnedAway } from './questions.js';
import { accessTo, chooseTarget, stillProven, withNamespace } from './target.js';

export { deleteDeployed } from './delete.js';
export { keepForward } from './forward.js';
export { showLogs } from './logs.js';

/** What follows a deployment: differences, and the way back. */

export async function diffAgainstCluster(ctx: LoopContext, memory: Memory): Promise<Outcome<readonly Change[]>> {
  const { answers } = memory.get();
  const manifests = await manifestAnswers(ctx, answers);
  if (!manifests.ok) return manifests;
  const target = await chooseTarget(ctx, answers, undefined);
  if (!target.ok) return target;
  await rememberAnswers(memory, { manifests: manifests.value, kubeContext: target.value.kubeContext });
  const prepared = await preparedManifests(ctx, manifests.value, target.value.namespace);
  if (!prepared.ok) return prepared;
  const found = await pinned(ctx, target.value, (own) =>
    differences(own, withNamespace(target.value, prepared.value.objects, answers), prepared.value),
  );
  if (found.ok && found.value.length > 0) await ctx.front.changes(found.value);
  return found;
}

/** Back to the revision before, or to one that the user picks. */
export async function rollBack(ctx: LoopContext, memory: Memory): Promise<Outcome<string>> {
  const { deployment } = memory.get();
  return deployment === undefined ? nothingDeployed : pinned(ctx, deployment.target, (own) => rolledBack(own, deployment));
}

async function rolledBack(ctx: LoopContext, deployment: Deployment): Promise<Outcome<string>> {
  const workloads = deployment.objects.filter(({ kind, result }) => rolloutKind(kind) !== undefined && result !== 'refused');
  const picked = await oneOf(
    ctx,
    'pod',
    'Workload to roll back',
    workloads.map((one) => ({ value: wordOf(one), label: one.name, description: one.kind })),
  );
  const object = workloads.find((one) => wordOf(one) === picked);
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
    onLine: (line) => ctx.front.output(line),
  });
  return undone.ok ? done(`${object.name} goes back to revision ${revision}`) : undone;
}

const wordOf = ({ kind, namespace, name }: AppliedObject): string => `${kind}/${namespace ?? ''}/${name}`;
