import type { DeployedObject, PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { apply, type ApplyEnd } from '../tools/kubectl/apply.js';
import { done, type Outcome } from '../tools/tool.js';
import type { AppliedObject, Deployment, LoopContext, Target } from './contract.js';
import { accessFor, stillProven } from './target.js';

export interface DeployEnd {
  readonly deployment: Deployment;
  /** Objects that the server did not take, with its own words for the diagnosis. */
  readonly refusals: readonly { readonly path: string; readonly stderr: string }[];
  readonly warnings: readonly string[];
}

/** Sends the manifests. What was applied has happened, whatever else was refused: the answer says which is which. */
export async function deploy(ctx: LoopContext, target: Target, { texts, objects }: PrepareResult): Promise<Outcome<DeployEnd>> {
  const { front, runner, signal, settings } = ctx;
  const proven = await stillProven(ctx, target, 'Deploy');
  if (!proven.ok) return proven;
  front.progress(
    'deploy',
    `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} to ${target.kubeContext}, namespace ${target.namespace}`,
  );
  const manifests = texts.map(({ text }) => text.replace(/\n?$/, '\n')).join('---\n');
  const end = await runChecked(
    runner,
    apply(accessFor(target, objects), manifests, settings.serverSideApply ? { isServerSide: true } : {}),
    { signal, onLine: front.output },
  );
  if (!end.ok) return end;
  const applied = objects.map((object): AppliedObject => withResult(object, end.value));
  const refused = applied.filter(({ result }) => result === 'refused');
  return done({
    deployment: { target, objects: applied },
    refusals: refused.map(({ path, refusal }) => ({ path, stderr: refusal ?? '' })),
    warnings: end.value.warnings,
  });
}

function withResult(object: DeployedObject, { results, refusals, interruption }: ApplyEnd): AppliedObject {
  const kind = object.kind.toLowerCase();
  const found = results.find(({ resource, name }) => name === object.name && (resource === kind || resource.startsWith(`${kind}.`)));
  if (found !== undefined) return { ...object, result: found.result === 'applied' ? 'configured' : found.result };
  const refusal = refusals.find(({ name, kind: of }) => name === object.name && (of === undefined || of.toLowerCase().startsWith(kind)));
  const words =
    refusal?.message ?? refusals.find(({ name }) => name === undefined)?.message ?? interruption?.message ?? 'kubectl did not come to it';
  return { ...object, result: 'refused', refusal: words };
}
