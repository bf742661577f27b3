import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../../../server/src/protocol.js';
import { done, failed, type Outcome } from '../tools/tool.js';
import type { Deployment, LoopContext } from './contract.js';
import { collectEvidence, type Observed, type Surroundings } from './evidence.js';
import { standing } from './standing.js';

const pollMilliseconds = 2_000;

export interface WatchEnd {
  readonly isRunning: boolean;
  readonly diagnoses: readonly Diagnosis[];
  /** Why it is not running, one sentence. */
  readonly reason: string;
}

/** Waits until every workload runs its new pods, and no longer than there is hope: an image that cannot be pulled is told at once. */
export async function waitForRollout(ctx: LoopContext, deployment: Deployment, around: Surroundings): Promise<Outcome<WatchEnd>> {
  const { front, engine, settings, signal } = ctx;
  const ends = Date.now() + settings.rolloutTimeout * 1000;
  let troubles = 0;
  for (;;) {
    const observed = await collectEvidence(ctx, deployment, around, { isFinal: false });
    if (!observed.ok) {
      // One answer that did not come is no failed rollout.
      if (observed.failure.code === 'cancelled' || ++troubles >= 3) return observed;
    } else {
      troubles = 0;
      const stand = standing(deployment, observed.value);
      front.progress('wait', stand.text);
      if (stand.isDone) {
        await engine.clearDiagnoses();
        return done({ isRunning: true, diagnoses: [], reason: '' });
      }
      const seen = stand.hasTrouble ? await engine.diagnose({ evidence: observed.value.evidence, publish: false }) : [];
      const hopeless = seen.find(({ isHopeless }) => isHopeless);
      if (hopeless !== undefined || stand.failure !== undefined)
        return explained(ctx, deployment, around, stand.failure ?? hopeless?.cause ?? '');
      if (Date.now() >= ends) return explained(ctx, deployment, around, `${stand.text} after ${settings.rolloutTimeout} s`);
    }
    try {
      await sleep(pollMilliseconds, undefined, { signal });
    } catch {
      return failed({ code: 'cancelled', message: 'Waiting was cancelled. What was deployed stays as it is.' });
    }
  }
}

/** Looks closely, logs and nodes included, and shows the reasons on the lines that caused them. */
export async function explained(
  ctx: LoopContext,
  deployment: Deployment,
  around: Surroundings,
  reason: string,
): Promise<Outcome<WatchEnd>> {
  ctx.front.progress('diagnose', reason);
  const observed = await collectEvidence(ctx, deployment, around, { isFinal: true });
  if (!observed.ok) return observed;
  const diagnoses = await ctx.engine.diagnose({ evidence: observed.value.evidence, publish: true });
  return done({ isRunning: false, diagnoses, reason: diagnoses[0]?.cause ?? reason });
}

export type { Observed };
