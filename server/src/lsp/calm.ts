import type { RuleDefinition } from '../engine/rule/define.js';
import type { Finding } from '../engine/rule/finding.js';

/** Milliseconds without a key after which somebody looks up; most leave less than half of it between two keys. */
const pause = 500;

/** How often the same was told; and how often it was found again when somebody asked last. */
interface Count {
  told: number;
  found: number;
  asked: number;
}

interface Seen {
  changedAt: number;
  /** What was told at the last pause, by rule and words. */
  told: ReadonlyMap<RuleDefinition, ReadonlyMap<string, Count>>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * What is half typed is mostly wrong: a word that is no instruction yet, a map without its colon. So a finding that is new waits until
 * nobody has typed for a moment, and one that is cured goes at once.
 */
export class Calm {
  readonly #seen = new Map<string, Seen>();
  #asked = 0;
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
    const asked = ++this.#asked;
    const known = findings.filter(({ rule, message }) => {
      const count = seen.told.get(rule)?.get(message);
      if (count === undefined) return false;
      if (count.asked !== asked) [count.asked, count.found] = [asked, 0];
      return ++count.found <= count.told;
    });
    if (known.length === findings.length) return findings;
    seen.timer ??= setTimeout(this.#askAgain, waits + 1).unref();
    return known;
  }
}

function counted(findings: readonly Finding[]): Seen['told'] {
  const counts = new Map<RuleDefinition, Map<string, Count>>();
  for (const { rule, message } of findings) {
    let own = counts.get(rule);
    if (own === undefined) counts.set(rule, (own = new Map()));
    const count = own.get(message);
    if (count === undefined) own.set(message, { told: 1, found: 0, asked: 0 });
    else count.told++;
  }
  return counts;
}
