import type { Finding } from '../engine/rule/finding.js';

/** Milliseconds without a key after which somebody looks up; most leave less than half of it between two keys. */
const pause = 500;

interface Seen {
  changedAt: number;
  /** What was told at the last pause, by rule and words. */
  told: ReadonlyMap<string, number>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * What is half typed is mostly wrong: a word that is no instruction yet, a map without its colon. So a finding that is new waits until
 * nobody has typed for a moment, and one that is cured goes at once.
 */
export class Calm {
  readonly #seen = new Map<string, Seen>();
  readonly #askAgain: () => void;

  /** `askAgain` makes the client ask for findings once more. */
  constructor(askAgain: () => void) {
    this.#askAgain = askAgain;
  }

  changed(uri: string): void {
    const seen = this.#seen.get(uri);
    if (seen === undefined) return;
    seen.changedAt = performance.now();
    clearTimeout(seen.timer);
    seen.timer = undefined;
  }

  forget(uri: string): void {
    clearTimeout(this.#seen.get(uri)?.timer);
    this.#seen.delete(uri);
  }

  /** Those of the findings that may be told now; when some have to wait, the client is made to ask again. */
  mayTell(uri: string, findings: readonly Finding[], text: string): readonly Finding[] {
    // A new file, in which somebody is about to write.
    const seen = this.#seen.get(uri);
    if (findings.length > 0 && text.trim() === '') {
      if (seen === undefined) this.#seen.set(uri, { changedAt: Number.NEGATIVE_INFINITY, told: new Map(), timer: undefined });
      return [];
    }
    const waits = seen === undefined ? 0 : pause - (performance.now() - seen.changedAt);
    if (seen === undefined || waits <= 0) {
      this.#seen.set(uri, { changedAt: seen?.changedAt ?? Number.NEGATIVE_INFINITY, told: counted(findings), timer: undefined });
      return findings;
    }
    const left = new Map(seen.told);
    const known = findings.filter((finding) => {
      const count = left.get(keyOf(finding)) ?? 0;
      left.set(keyOf(finding), count - 1);
      return count > 0;
    });
    if (known.length === findings.length) return findings;
    seen.timer ??= setTimeout(this.#askAgain, waits + 1).unref();
    return known;
  }
}

const keyOf = ({ rule, message }: Finding): string => `${rule.id}\n${message}`;

function counted(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}
