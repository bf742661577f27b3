import type { Severity } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';

/** VS Code shows no more of one file, and takes the first: https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/common/extHostDiagnostics.ts. */
export const mostDiagnostics = 1000;
const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Edits put in, take out or replace a few findings at a place. */
const mostAhead = 8;

/** The findings of a document that are shown, in their own order, in which an edit moves few of them. */
export function gravest(findings: readonly Finding[]): readonly Finding[] {
  return new Gravest().of(findings);
}

/**
 * The same for a document that is edited. Most findings of one version are those of the last, and to look into thousands of them
 * costs more than all else that is done with those that are shown: only into those is looked that are others.
 */
export class Gravest {
  #all: readonly Finding[] = [];
  /** The lightest is the largest. */
  #weights = new Uint8Array();

  of(findings: readonly Finding[]): readonly Finding[] {
    if (findings.length <= mostDiagnostics) {
      this.#all = [];
      return findings;
    }
    const own = this.#weigh(findings);
    // How many of each severity are shown: of the last one that is shown at all the first ones.
    const counts = [0, 0, 0, 0];
    for (const weight of own) counts[weight] = (counts[weight] as number) + 1;
    let room = mostDiagnostics;
    for (let weight = 0; weight < counts.length; weight++) {
      counts[weight] = Math.min(counts[weight] as number, room);
      room -= counts[weight] as number;
    }
    const shown: Finding[] = [];
    for (let i = 0; shown.length < mostDiagnostics; i++) {
      const weight = own[i] as number;
      const left = counts[weight] as number;
      if (left === 0) continue;
      counts[weight] = left - 1;
      shown.push(findings[i] as Finding);
    }
    return shown;
  }

  #weigh(findings: readonly Finding[]): Uint8Array {
    const old = this.#all;
    const known = this.#weights;
    const own = new Uint8Array(findings.length);
    let at = 0;
    for (let i = 0; i < findings.length; i++) {
      const finding = findings[i] as Finding;
      if (finding !== old[at]) {
        const next = ahead(old, at, finding);
        if (next === -1) {
          own[i] = weights[finding.severity];
          // It stands in the place of another one, or between two.
          if (at < old.length && ahead(findings, i, old[at] as Finding) === -1) at++;
          continue;
        }
        at = next;
      }
      own[i] = known[at++] as number;
    }
    this.#all = findings;
    return (this.#weights = own);
  }
}

/** Where `finding` stands behind `at`; -1 if not soon. */
function ahead(list: readonly Finding[], at: number, finding: Finding): number {
  const end = Math.min(list.length, at + 1 + mostAhead);
  for (let i = at + 1; i < end; i++) if (list[i] === finding) return i;
  return -1;
}
