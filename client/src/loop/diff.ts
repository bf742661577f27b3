import type { PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { changes, planApply } from '../tools/kubectl/diff.js';
import { getLive } from '../tools/kubectl/objects.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Change, LoopContext, Target } from './contract.js';
import { accessFor } from './target.js';

/** What an apply would change, by the server's own word; nothing is changed. */
export async function differences(
  ctx: LoopContext,
  target: Target,
  { texts, objects }: PrepareResult,
): Promise<Outcome<readonly Change[]>> {
  const { front, runner, signal } = ctx;
  front.progress('diff', `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} with ${target.kubeContext}`);
  const manifests = texts.map(({ text }) => text.replace(/\n?$/, '\n')).join('---\n');
  const access = accessFor(target, objects);
  const planned = await runChecked(runner, planApply(access, manifests, ctx.settings.serverSideApply ? { isServerSide: true } : {}), {
    signal,
  });
  if (!planned.ok) return planned;
  if (!planned.value.isWhole)
    return failed({
      code: 'apply-refused',
      message: `The cluster would refuse this: ${planned.value.refusals[0]?.message ?? ''}`,
      detail: planned.value.refusals.map(({ message }) => message).join('\n'),
    });
  const live = await runChecked(runner, getLive(access, manifests), { signal });
  if (!live.ok) return live;
  return done(changes(live.value, planned.value.objects).filter(({ isSame }) => !isSame));
}

/** Shows the differences and asks; without any there is nothing to ask. */
export async function reviewed(ctx: LoopContext, target: Target, prepared: PrepareResult): Promise<Outcome<undefined>> {
  const found = await differences(ctx, target, prepared);
  if (!found.ok) return found;
  if (found.value.length === 0) return done(undefined);
  await ctx.front.changes(found.value);
  const names = found.value.map(({ kind, name, before }) => `${before === null ? 'new' : 'changed'}: ${kind} ${name}`).join('\n');
  const isWanted = await ctx.front.confirm({ title: `Deploy to ${target.kubeContext}?`, detail: names, action: 'Deploy' });
  return isWanted ? done(undefined) : failed({ code: 'cancelled', message: 'Nothing was deployed.' });
}
