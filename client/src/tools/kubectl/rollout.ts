import { faultIn, refusal, type Checked } from '../checked.js';
import { done, failed, type Failure } from '../tool.js';
import { kubectl, kubectlFailure, withoutNoise, type Access } from './access.js';

/** Kinds that kubectl follows. */
export type RolloutKind = 'deployment' | 'statefulset' | 'daemonset';

export interface Workload {
  readonly kind: RolloutKind;
  readonly name: string;
}

/** The kind of a manifest as one that has a rollout; undefined for others. */
export function rolloutKind(kind: string): RolloutKind | undefined {
  const kinds: readonly RolloutKind[] = ['deployment', 'statefulset', 'daemonset'];
  return kinds.find((known) => known === kind.toLowerCase());
}

export type RolloutEnd = 'finished' | 'timed-out' | 'deadline-exceeded' | 'deleted' | 'unwatchable';

/** Waits until a rollout is through. Hopeless pods do not end it (the default deadline is ten minutes): watch them beside it. */
export function rolloutStatus(access: Access, workload: Workload, seconds: number): Checked<RolloutEnd> {
  const words = ['rollout', 'status', `--timeout=${Math.max(1, Math.round(seconds))}s`];
  return kubectl(access, {
    words,
    names: [`${workload.kind}/${workload.name}`],
    fault: faultIn(['subdomain', workload.name]),
    isLong: true,
    timeoutMs: (seconds + 30) * 1000,
    parse: (output) => {
      const said = withoutNoise(output.stderr);
      if (output.code === 0) return done('finished');
      if (/timed out waiting for the condition/.test(said)) return done('timed-out');
      if (/exceeded its progress deadline/.test(said)) return done('deadline-exceeded');
      if (/object has been deleted/.test(said)) return done('deleted');
      if (/rollout status is only available for|no status viewer has been implemented/.test(said)) return done('unwatchable');
      return failed(kubectlFailure(words, output));
    },
  });
}

export interface RolloutProgress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** A line of `rollout status` as numbers, where it has them. */
export function readRolloutLine(line: string): RolloutProgress | undefined {
  const said = line.trim();
  const [, updated, wanted] =
    /(\d+) (?:out )?of (\d+) (?:new |updated )?(?:replicas|pods) (?:have been updated|are available)/.exec(said) ??
    /Waiting for partitioned roll out to finish: (\d+) out of (\d+)/.exec(said) ??
    [];
  if (updated !== undefined && wanted !== undefined) {
    const isUpdate = /have been updated/.test(said);
    return {
      done: isUpdate ? 0 : Number(updated),
      total: Number(wanted),
      text: isUpdate ? `${updated} of ${wanted} pods updated` : `${updated} of ${wanted} pods ready`,
    };
  }
  const old = /(\d+) old replicas are pending termination/.exec(said)?.[1];
  if (old !== undefined) return { done: 0, total: 0, text: `${old} old pods are ending` };
  const waiting = /Waiting for (\d+) pods to be ready/.exec(said)?.[1];
  if (waiting !== undefined) return { done: 0, total: Number(waiting), text: `Waiting for ${waiting} pods` };
  return undefined;
}

/** New pods of an unchanged manifest: without it, an image built anew under the same tag goes unnoticed. */
export function rolloutRestart(access: Access, workload: Workload): Checked<undefined> {
  return changing(access, ['rollout', 'restart'], workload);
}

/** Back to the revision before, or to one of `rolloutHistory`. */
export function rolloutUndo(access: Access, workload: Workload, revision?: number): Checked<undefined> {
  const isValid = revision === undefined || (Number.isInteger(revision) && revision > 0);
  return changing(
    access,
    ['rollout', 'undo', ...(revision === undefined ? [] : [`--to-revision=${revision}`])],
    workload,
    isValid ? undefined : refusal(`\`${revision}\` is no revision.`),
  );
}

function changing(access: Access, words: readonly string[], { kind, name }: Workload, fault?: Failure): Checked<undefined> {
  return kubectl(access, {
    words,
    names: [`${kind}/${name}`],
    fault: fault ?? faultIn(['subdomain', name]),
    parse: (output) => {
      if (output.code === 0) return done(undefined);
      const said = withoutNoise(output.stderr);
      if (/no rollout history found|no last revision to roll back to/.test(said))
        return failed({ code: 'no-history', message: `\`${name}\` has no earlier revision to go back to.`, detail: said });
      if (/unable to find specified revision/.test(said))
        return failed({ code: 'no-revision', message: `\`${name}\` has no such revision any more.`, detail: said });
      return failed(kubectlFailure(words, output));
    },
  });
}

export interface Revision {
  readonly number: number;
  /** Of the annotation `kubernetes.io/change-cause`; empty when there is none. */
  readonly cause: string;
}

/** Revisions that a workload can go back to, the oldest first. */
export function rolloutHistory(access: Access, { kind, name }: Workload): Checked<readonly Revision[]> {
  const words = ['rollout', 'history'];
  return kubectl(access, {
    words,
    names: [`${kind}/${name}`],
    fault: faultIn(['subdomain', name]),
    parse: (output) => {
      if (output.code !== 0) return failed(kubectlFailure(words, output));
      const rows = [...output.stdout.matchAll(/^(\d+)\s+(.*)$/gm)];
      return done(
        rows.map(([, revision = '0', cause = '']) => ({ number: Number(revision), cause: cause.trim() === '<none>' ? '' : cause.trim() })),
      );
    },
  });
}
