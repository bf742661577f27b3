import { parse } from 'yaml';
import type { PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { changes, planApply, type ObjectChange } from '../tools/kubectl/diff.js';
import { getLive } from '../tools/kubectl/objects.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Change, LoopContext, Target } from './contract.js';
import { batchedBy, batchesOf, type Batch } from './namespaces.js';

/** What an apply would change, by the server's own word; nothing is changed. */
export async function differences(ctx: LoopContext, target: Target, prepared: PrepareResult): Promise<Outcome<readonly Change[]>> {
  const { objects } = prepared;
  ctx.front.progress('diff', `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} with ${target.kubeContext}`);
  const made = new Set(objects.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : [])));
  const found: ObjectChange[] = [];
  for (const batch of batchesOf(target, prepared)) {
    const own = await inBatch(ctx, target, prepared, batch, made);
    if (!own.ok) return own;
    found.push(...own.value);
  }
  return done(found.filter(({ isSame }) => !isSame));
}

async function inBatch(
  ctx: LoopContext,
  target: Target,
  { documents }: PrepareResult,
  batch: Batch,
  made: ReadonlySet<string>,
): Promise<Outcome<readonly ObjectChange[]>> {
  const { runner, signal, settings } = ctx;
  const { access, text } = batch;
  const options = settings.serverSideApply ? { isServerSide: true } : {};
  const planned = await runChecked(runner, planApply(access, text, options), { signal });
  if (!planned.ok) return planned;
  if (planned.value.isWhole) {
    const live = await runChecked(runner, getLive(access, text), { signal });
    return live.ok ? done(changes(live.value, planned.value.objects)) : live;
  }
  const missing = (message: string): boolean => [...made].some((name) => message.includes(`namespaces "${name}" not found`));
  const { refusals } = planned.value;
  if (!refusals.every(({ message }) => missing(message)))
    return failed({
      code: 'apply-refused',
      message: `The cluster would refuse this: ${refusals.find(({ message }) => !missing(message))?.message ?? ''}`,
      detail: refusals.map(({ message }) => message).join('\n'),
    });
  // A namespace that the same manifests make is not there for the server to check against: what goes into it is new.
  const textOf = ({ path, index }: Batch['objects'][number]): string =>
    documents?.find((one) => one.path === path && one.index === index)?.text ?? '';
  if (batch.objects.length === 1)
    return done(
      changes(
        [],
        batch.objects.map((object) => parse(textOf(object)) as unknown),
      ),
    );
  const found: ObjectChange[] = [];
  for (const object of batch.objects)
    for (const single of batchedBy(target, [object], textOf)) {
      const own = await inBatch(ctx, target, { documents, texts: [], objects: [], problems: [] } as PrepareResult, single, made);
      if (!own.ok) return own;
      found.push(...own.value);
    }
  return done(found);
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
