import type { DeployedObject, PrepareResult } from '../../../server/src/protocol.js';
import { runChecked } from '../tools/checked.js';
import { apply, readApply, type ApplyEnd, type ObjectResult } from '../tools/kubectl/apply.js';
import type { Refusal } from '../tools/kubectl/refusals.js';
import { done, type Failure, type Outcome } from '../tools/tool.js';
import type { AppliedObject, Deployment, LoopContext, Target } from './contract.js';
import { batchesOf, namespacesOf, type Batch } from './namespaces.js';
import { stillProven } from './target.js';

export interface DeployEnd {
  readonly deployment: Deployment;
  /** Objects that the server did not take, with its own words for the diagnosis. */
  readonly refusals: readonly { readonly path: string; readonly stderr: string }[];
  readonly warnings: readonly string[];
  /** What ended it before everything was sent: a cancel, a server that went away. */
  readonly interruption?: Failure;
}

/** Sends the manifests. What was applied has happened, whatever else was refused: the answer says which is which. */
export async function deploy(ctx: LoopContext, target: Target, prepared: PrepareResult, note = ''): Promise<Outcome<DeployEnd>> {
  const { front } = ctx;
  const { objects } = prepared;
  const spaces = namespacesOf(target, objects);
  const where = `${spaces.length === 1 ? 'Namespace' : 'Namespaces'}: ${spaces.join(', ')}`;
  const proven = await stillProven(ctx, target, 'Deploy', `${where}${note === '' ? '' : `\n\n${note}`}`);
  if (!proven.ok) return proven;
  const count = `${objects.length} ${objects.length === 1 ? 'object' : 'objects'}`;
  front.progress('deploy', `${count} to ${target.kubeContext}, ${where.toLowerCase().replace(':', '')}`);
  const applied: AppliedObject[] = [];
  const warnings: string[] = [];
  let interruption: Failure | undefined;
  for (const batch of batchesOf(target, prepared)) {
    const { end, failure } = await sent(ctx, batch);
    interruption = failure ?? end.interruption;
    // Nothing of it happened: the failure is the whole answer.
    if (failure !== undefined && applied.length === 0 && end.results.length === 0) return { ok: false, failure };
    const results = withResults(batch.objects, end, interruption);
    const at = results.findIndex(({ result }) => result === 'refused');
    applied.push(...results.map((object, i) => (i === at && failure !== undefined ? { ...object, refusal: unknownFate } : object)));
    warnings.push(...end.warnings);
    if (interruption !== undefined) break;
  }
  const rest = objects.slice(applied.length).map((object): AppliedObject => ({ ...object, result: 'refused', refusal: notSent }));
  const refused = applied.filter(({ result }) => result === 'refused');
  return done({
    deployment: { target, objects: [...applied, ...rest] },
    refusals: interruption === undefined ? refused.map(({ path, refusal }) => ({ path, stderr: refusal ?? '' })) : [],
    warnings,
    ...(interruption === undefined ? {} : { interruption }),
  });
}

const notSent = 'It was not sent.';
/** kubectl was ended while it waited for the answer. */
const unknownFate = 'Whether the cluster took it is not known.';

export function isUnsure({ refusal }: AppliedObject): boolean {
  return refusal === unknownFate;
}

/** One call. Where it was cut off, its lines tell what had happened by then. */
async function sent(
  { runner, signal, front, settings }: LoopContext,
  { access, text }: Batch,
): Promise<{ end: ApplyEnd; failure?: Failure }> {
  const lines: string[] = [];
  const end = await runChecked(runner, apply(access, text, settings.serverSideApply ? { isServerSide: true } : {}), {
    signal,
    onLine: (line, stream) => {
      front.output(line);
      if (stream === 'stdout') lines.push(line);
    },
  });
  if (end.ok) return { end: end.value };
  return { end: readApply({ code: 1, stdout: lines.join('\n'), stderr: '' }), failure: end.failure };
}

/** What kubectl said of each object, in the order in which it went through them: one name may stand in several namespaces. */
function withResults(
  objects: readonly DeployedObject[],
  { results, refusals }: ApplyEnd,
  interruption: Failure | undefined,
): AppliedObject[] {
  const open = [...results];
  // Where nothing was refused, lines and objects go together even if a kind of the cluster's own is written otherwise.
  const found = objects.map((object, i) => (results.length === objects.length ? results[i] : taken(open, object)));
  const refused = objects.filter((_, i) => found[i] === undefined);
  const otherwise = interruption === undefined ? 'kubectl did not come to it.' : notSent;
  return objects.map((object, i): AppliedObject => {
    const { result } = found[i] ?? {};
    if (result !== undefined) return { ...object, result: result === 'applied' ? 'configured' : result };
    return { ...object, result: 'refused', refusal: refusalOf(object, refused, refusals)?.message ?? otherwise };
  });
}

function taken(open: ObjectResult[], { kind, name }: DeployedObject): ObjectResult | undefined {
  const word = kind.toLowerCase();
  const at = open.findIndex((one) => one.name === name && (one.resource === word || one.resource.startsWith(`${word}.`)));
  return at === -1 ? undefined : open.splice(at, 1)[0];
}

function refusalOf(object: DeployedObject, refused: readonly DeployedObject[], refusals: readonly Refusal[]): Refusal | undefined {
  const word = object.kind.toLowerCase();
  const own = refusals.find(({ name, kind }) => name === object.name && (kind === undefined || kind.toLowerCase().startsWith(word)));
  if (own !== undefined) return own;
  // A message may be about something else that the object needs, such as its namespace: then the order tells whose it is.
  return refusals.length === refused.length ? refusals[refused.indexOf(object)] : refusals.find(({ name }) => name === undefined);
}
