import { LineIndex } from '../../engine/text/lines.js';
import { relativePath } from '../../engine/facts/facts.js';
import type { Diagnosis, Evidence, ShownRange } from '../../protocol.js';
import { RefusedCase, refusedPods } from './admission.js';
import { applyRefusals } from './apply.js';
import { ContainerCase, placeOf, PodCase, type Offer, type Recognised, type Recogniser, type RelatedPlace } from './case.js';
import { config } from './config.js';
import { crash, killedAtEnd } from './crash.js';
import { Files, type FilePlace, type Sources } from './files.js';
import { images } from './images.js';
import { listAt, textAt } from './json.js';
import { killedByProbe, notReady } from './probes.js';
import { rollouts, type Rollout } from './rollout.js';
import { scheduling } from './scheduling.js';
import { start } from './start.js';
import { eventsOf, podsOf, type ContainerState, type PodState } from './state.js';
import { volumes } from './volumes.js';

export type { FilePlace, Sources } from './files.js';
export type { Offer } from './case.js';

/** A diagnosis with its places and changes in the present texts of the files. */
export interface Verdict extends Omit<Diagnosis, 'place' | 'related' | 'remedies'> {
  readonly place: FilePlace | undefined;
  readonly related: readonly RelatedPlace[];
  readonly offers: readonly Offer[];
}

/** How a container is looked at, first match wins: what came before it could run, what killed it, what it waits for. */
const containerTable: readonly Recogniser<ContainerCase>[] = [...images, ...config, ...start, ...killedByProbe, ...crash, ...notReady];
/** Pods without a node, then those whose volumes do not come. */
const podTable: readonly Recogniser<PodCase>[] = [...volumes.filter(({ code }) => code.startsWith('claim-')), ...scheduling, ...volumes];

/**
 * Why a deployment does not come up. Only pods of the newest version are judged; a container that is ready has no fault, whatever
 * happened to it before.
 */
export function diagnose(evidence: Evidence, sources: Sources): readonly Verdict[] {
  const files = new Files(evidence, sources);
  const events = eventsOf(evidence);
  const pods = podsOf(evidence, events);
  const found: Verdict[] = applyRefusals(evidence, files).map(({ code, workload, recognised }) =>
    verdict(code, workload, null, null, recognised),
  );
  for (const rollout of rollouts(evidence, pods, events)) {
    const own = diagnoseRollout(evidence, files, rollout);
    found.push(...own);
    if (!own.some(({ severity }) => severity === 'error')) found.push(...overdue(evidence, files, rollout));
  }
  for (const pod of pods) if (pod.isTerminating) found.push(...ofTerminating(evidence, files, pod));
  return once(found);
}

function diagnoseRollout(evidence: Evidence, files: Files, rollout: Rollout): Verdict[] {
  const workload = `${rollout.kind} ${rollout.name}`;
  const found = rollout.pods.flatMap((pod) => (isFine(pod, rollout) ? [] : diagnosePod(evidence, files, rollout, pod, workload)));
  const past = rollout.pods.flatMap((pod) => (isFine(pod, rollout) ? troublesOf(evidence, files, rollout, pod, workload) : []));
  return [...found, ...past, ...notCreated(evidence, files, rollout, workload)];
}

/** What runs well, has ended well, or goes. */
function isFine(pod: PodState, { isDone, kind }: Rollout): boolean {
  if (pod.isTerminating || pod.phase === 'Succeeded' || pod.isReady) return true;
  // A Job may have needed another attempt.
  return isDone && kind === 'Job';
}

function diagnosePod(evidence: Evidence, files: Files, rollout: Rollout, pod: PodState, workload: string): Verdict[] {
  const c = new PodCase(evidence, files, rollout, pod);
  const first = (table: readonly Recogniser<PodCase>[]): Verdict[] => recogniseFirst(table, c, workload, pod.name, null);
  if (pod.reason === 'Evicted') return first(scheduling);
  if (pod.node === undefined || pod.unscheduled !== undefined) {
    const refused = first(podTable);
    if (refused.length > 0) return refused;
  }
  // Init containers run one after the other: the first that fails holds up all others.
  const ofContainers = pod.containers.flatMap((state) => {
    const own = new ContainerCase(evidence, files, rollout, pod, state);
    // A container for debugging ends when who uses it is done.
    return state.isReady || state.role === 'ephemeral' ? [] : recogniseFirst(containerTable, own, workload, pod.name, state.name);
  });
  const [init] = ofContainers.filter(({ container }) => pod.containers.some(({ name, role }) => role === 'init' && name === container));
  if (init !== undefined) return [init];
  return ofContainers.length > 0 ? ofContainers : first([...volumes, ...scheduling.filter(({ code }) => code === 'pod-sandbox')]);
}

/** What is worth a word though the pod runs: it was killed for its memory, and will be again. */
function troublesOf(evidence: Evidence, files: Files, rollout: Rollout, pod: PodState, workload: string): Verdict[] {
  const isKilled = ({ last, isRunning }: ContainerState): boolean => isRunning && last?.reason === 'OOMKilled';
  if (pod.isTerminating || !pod.isReady) return [];
  return pod.containers.filter(isKilled).flatMap((state) =>
    recogniseFirst(
      crash.filter(({ code }) => code === 'out-of-memory'),
      new ContainerCase(evidence, files, rollout, pod, state),
      workload,
      pod.name,
      state.name,
    ),
  );
}

/** Pods that the API server refuses leave no trace but an event of who wanted them, and a condition. */
function notCreated(evidence: Evidence, files: Files, rollout: Rollout, workload: string): Verdict[] {
  if (rollout.isDone || rollout.pods.some(({ isTerminating }) => !isTerminating)) return [];
  const said = conditionMessage(rollout, 'ReplicaFailure') ?? rollout.events.find(({ reason }) => reason === 'FailedCreate')?.message;
  if (said === undefined) return [];
  const c = new RefusedCase(evidence, files, placeOf(rollout, evidence, files), said, rollout.kind, rollout.name);
  return recogniseFirst(refusedPods, c, workload, null, null);
}

function conditionMessage({ object }: Rollout, type: string, reason?: string): string | undefined {
  const condition = listAt(object, 'status', 'conditions').find(
    (each) =>
      textAt(each, 'type') === type && (reason === undefined ? textAt(each, 'status') === 'True' : textAt(each, 'reason') === reason),
  );
  return textAt(condition, 'message');
}

/** A rollout that ran out of time, when nothing else says why. */
function overdue(evidence: Evidence, files: Files, rollout: Rollout): Verdict[] {
  const said = conditionMessage(rollout, 'Progressing', 'ProgressDeadlineExceeded');
  if (said === undefined) return [];
  const manifest = files.object(rollout.kind, rollout.name);
  const c = new RefusedCase(evidence, files, manifest, said, rollout.kind, rollout.name);
  return [
    verdict('progress-deadline', `${rollout.kind} ${rollout.name}`, null, null, {
      cause: `${rollout.kind} \`${rollout.name}\` did not come up in the time that it has.`,
      explanation: 'No pod of it tells why: its events and logs may.',
      said,
      place: c.at(manifest?.object.get('spec', 'progressDeadlineSeconds') ?? manifest?.object.anchor),
    }),
  ];
}

/** Pods of older versions on their way out that had to be killed. */
function ofTerminating(evidence: Evidence, files: Files, pod: PodState): Verdict[] {
  const [rollout] = rollouts({ ...evidence, workloads: [], replicaSets: [] }, [pod], []);
  if (rollout === undefined) return [];
  return pod.containers.flatMap((state) => {
    const found = killedAtEnd(new ContainerCase(evidence, files, rollout, pod, state));
    return found === undefined ? [] : [verdict('killed-at-end', `${rollout.kind} ${rollout.name}`, pod.name, state.name, found)];
  });
}

function recogniseFirst<C>(
  table: readonly Recogniser<C>[],
  c: C,
  workload: string,
  pod: string | null,
  container: string | null,
): Verdict[] {
  for (const { code, recognise } of table) {
    const found = recognise(c);
    if (found !== undefined) return [verdict(code, workload, pod, container, found)];
  }
  return [];
}

function verdict(code: string, workload: string, pod: string | null, container: string | null, found: Recognised): Verdict {
  const { place } = found;
  return {
    code,
    cause: found.cause,
    explanation: found.explanation,
    severity: found.severity ?? 'error',
    isHopeless: found.isHopeless ?? false,
    workload,
    pod,
    container,
    said: found.said,
    place,
    related: (found.related ?? []).flatMap((each) => each ?? []),
    offers: (found.offers ?? []).flatMap((offer) => (offer === undefined ? [] : [elsewhere(offer, place)])),
  };
}

/** A change to another file than the one that is shown says so. */
function elsewhere(offer: Offer, place: FilePlace | undefined): Offer {
  if (offer.kind !== 'edit' || offer.path === place?.path) return offer;
  const from = (place?.path ?? offer.path).replaceAll('\\', '/');
  const name = relativePath(from.slice(0, from.lastIndexOf('/')), offer.path.replaceAll('\\', '/'));
  return { ...offer, title: `${offer.title}, in ${name}` };
}

/** Replicas fail alike: one of them speaks for all. */
function once(all: readonly Verdict[]): readonly Verdict[] {
  const seen = new Map<string, Verdict>();
  for (const each of all) {
    const key = keyOf(each);
    const known = seen.get(key);
    if (known === undefined || (!known.isHopeless && each.isHopeless)) seen.set(key, each);
  }
  return [...seen.values()];
}

/** What makes a finding the same one after an edit. */
export function keyOf({ code, workload, container, cause, pod }: Verdict): string {
  return [code, workload, container ?? '', pod === null ? cause : cause.replaceAll(pod, '')].join('\n');
}

/** The diagnosis as it goes over the wire. */
export function toDiagnosis({ place, related, offers, ...rest }: Verdict): Diagnosis {
  return {
    ...rest,
    place: place === undefined ? null : { path: place.path, range: rangeOf(place) },
    related: related.map((each) => ({ path: each.place.path, range: rangeOf(each.place), message: each.message })),
    remedies: offers.map((offer) =>
      offer.kind === 'edit'
        ? { kind: 'edit', title: offer.title }
        : { kind: 'command', title: offer.title, command: offer.command, args: offer.args },
    ),
  };
}

export function rangeOf({ text, span }: FilePlace): ShownRange {
  const lines = new LineIndex(text);
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}
