import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../../../server/src/protocol.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Deployment, LoopContext } from './contract.js';
import { collectEvidence, type Observed, type Surroundings } from './evidence.js';
import { standing } from './standing.js';

/** Between two looks at pods, in milliseconds. */
export const usualPace = 2_000;
/** Answers in a row that may fail to come: an API server that is restarted is back within some seconds. */
const mostTroubles = 3;

export interface WatchEnd {
  readonly isRunning: boolean;
  readonly diagnoses: readonly Diagnosis[];
  /** Why it is not running, one sentence. */
  readonly reason: string;
}

/**
 * Waits until every workload runs its new pods, and no longer than there is hope: an image that cannot be pulled is told at once.
 * Pods have to be ready in two looks: without a probe, one that crashes at its start counts as ready for a moment.
 */
export async function waitForRollout(ctx: LoopContext, deployment: Deployment, around: Surroundings): Promise<Outcome<WatchEnd>> {
  const { front, engine, settings, signal, pace = usualPace } = ctx;
  const ends = Date.now() + settings.rolloutTimeout * 1000;
  let troubles = 0;
  // Small images are there within a second: the first looks come sooner.
  let soon = pace / 4;
  let restartsWhenDone: number | undefined;
  for (;;) {
    const observed = await collectEvidence(ctx, deployment, around, { isFinal: false });
    const isOver = Date.now() >= ends;
    if (!observed.ok) {
      if (observed.failure.code === 'cancelled' || ++troubles >= mostTroubles || isOver) return observed;
      front.progress('wait', `the cluster gave no answer: ${observed.failure.message}`);
    } else {
      troubles = 0;
      const stand = standing(deployment, observed.value);
      front.progress('wait', stand.text);
      if (stand.isDone && (restartsWhenDone === stand.restarts || !stand.hasPods)) {
        await engine.clearDiagnoses();
        return done({ isRunning: true, diagnoses: [], reason: '' });
      }
      restartsWhenDone = stand.isDone ? stand.restarts : undefined;
      const seen = stand.hasTrouble && !stand.isDone ? await engine.diagnose({ evidence: observed.value.evidence, publish: false }) : [];
      const hopeless = seen.find(({ isHopeless }) => isHopeless);
      if (hopeless !== undefined || stand.failure !== undefined)
        return explained(ctx, deployment, around, stand.failure ?? hopeless?.cause ?? '');
      if (isOver && !stand.isDone) return explained(ctx, deployment, around, `${stand.text} after ${settings.rolloutTimeout} s`);
    }
    try {
      await sleep(restartsWhenDone === undefined ? soon : pace, undefined, { signal });
    } catch {
      return waitCancelled;
    }
    soon = Math.min(pace, soon * 2);
  }
}

const waitCancelled = failed({ code: 'cancelled', message: 'Waiting was cancelled. What was deployed stays as it is.' });

/** Looks closely, logs and nodes included, and shows the reasons on the lines that caused them. */
export async function explained(
  ctx: LoopContext,
  deployment: Deployment,
  around: Surroundings,
  reason: string,
): Promise<Outcome<WatchEnd>> {
  ctx.front.progress('diagnose', reason);
  const observed = await collectEvidence(ctx, deployment, around, { isFinal: true });
  // What was asked beside the objects tells nothing of a cancel.
  if (ctx.signal.aborted) return waitCancelled;
  if (!observed.ok) return observed;
  const diagnoses = await ctx.engine.diagnose({ evidence: observed.value.evidence, publish: true });
  return done({ isRunning: false, diagnoses, reason: diagnoses[0]?.cause ?? reason });
}

export type { Observed };
