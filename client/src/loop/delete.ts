import { runChecked } from '../tools/checked.js';
import { deleteObjects, type DeletedObject } from '../tools/kubectl/delete.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { AppliedObject, Deployment, LoopContext, Memory, Remembered, Target } from './contract.js';
import { isSamePlace } from './memory.js';
import { batchedBy, isClusterWide, namespacesOf } from './namespaces.js';
import { pinned } from './pinned.js';
import { nothingDeployed } from './questions.js';
import { stillProven } from './target.js';

/** Deletes what was deployed, and nothing else: what the manifests name now may be other objects. */
export async function deleteDeployed(ctx: LoopContext, memory: Memory): Promise<Outcome<readonly DeletedObject[]>> {
  const { deployment, left = [], ...rest } = memory.get();
  const [last, ...others] = [...(deployment === undefined ? [] : [deployment]), ...left];
  if (last === undefined) return nothingDeployed;
  const parts = [last, ...others.filter((one) => isSamePlace(one, last))].map(
    ({ target, objects }): Deployment => ({ target, objects: objects.filter(({ result }) => result !== 'refused') }),
  );
  const { target } = last;
  const count = parts.reduce((sum, { objects }) => sum + objects.length, 0);
  const names = parts.flatMap((part) => part.objects.map((object) => described(object, part))).join('\n');
  if (target.cluster !== undefined) {
    const isWanted = await ctx.front.confirm({
      title: `Delete ${count} ${count === 1 ? 'object' : 'objects'} from ${target.kubeContext}?`,
      detail: names,
      action: 'Delete',
    });
    if (!isWanted) return failed({ code: 'cancelled', message: 'Nothing was deleted.' });
  }
  const end = await pinned(ctx, target, (own) => deletedParts(own, target, parts, names));
  if (!end.ok) return end;
  const kept: Remembered = { ...rest, left: others.filter((one) => !isSamePlace(one, last)) };
  await memory.set(kept);
  await ctx.engine.clearDiagnoses();
  return end;
}

async function deletedParts(
  ctx: LoopContext,
  target: Target,
  parts: readonly Deployment[],
  names: string,
): Promise<Outcome<readonly DeletedObject[]>> {
  const spaces = new Set(parts.flatMap((part) => namespacesOf(part.target, part.objects)));
  const proven = await stillProven(ctx, target, 'Delete', `Namespace: ${[...spaces].join(', ')}\n\n${names}`);
  if (!proven.ok) return proven;
  ctx.front.progress('deploy', `deleting from ${target.kubeContext}`);
  const deleted: DeletedObject[] = [];
  for (const part of parts) {
    // Backwards: what was there first goes last, a namespace after what lies in it.
    for (const { access, text } of batchedBy(part.target, [...part.objects].reverse(), nameAlone)) {
      const end = await runChecked(ctx.runner, deleteObjects(access, text), {
        signal: ctx.signal,
        onLine: (line) => ctx.front.output(line),
      });
      // What is gone already is passed over the next time.
      if (!end.ok) return end;
      deleted.push(...end.value);
    }
  }
  return done(deleted);
}

/** Names are enough to delete by, and JSON is YAML. */
function nameAlone({ apiVersion, kind, name, namespace }: AppliedObject): string {
  return JSON.stringify({ apiVersion, kind, metadata: { name, ...(namespace === null ? {} : { namespace }) } });
}

function described(object: AppliedObject, { target }: Deployment): string {
  const { kind, name, namespace } = object;
  const where = isClusterWide(object) ? '' : ` in ${namespace ?? target.namespace}`;
  const takes: Readonly<Record<string, string>> = {
    Namespace: ', with everything that lies in it',
    PersistentVolumeClaim: ', with its data',
    CustomResourceDefinition: ', with every object of its kind',
  };
  return `${kind} ${name}${where}${takes[kind] ?? ''}`;
}
