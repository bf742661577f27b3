import type { ActiveRule } from './config/config.js';
import type { Call, Language, Part } from './language.js';
import type { RuleDefinition } from './rule/define.js';

/** Which rules find something to look at in parts of a sort. */
export interface Visits {
  readonly visitors: readonly ActiveRule[];
  /** Theirs. */
  readonly checks: readonly RuleDefinition['check'][];
  /** For each rule: what is called, where the language tells it; undefined for those that are no visitors. */
  readonly calls: readonly (readonly Call[] | undefined)[];
  /** For each rule: one of these words has to stand in the part, by their numbers in `words`; undefined for all others. */
  readonly where: readonly (readonly number[] | undefined)[];
  readonly words: ReadonlyMap<string, number>;
}

export function visitsOf(part: Part, language: Language, own: readonly ActiveRule[]): Visits {
  const calls = own.map(({ rule: { check, templates } }) => {
    if (part.sort !== undefined && language.visits?.(part, check, templates === true) === false) return undefined;
    return language.calls?.(part, check, templates === true) ?? [];
  });
  const visitors = own.filter((_, i) => calls[i] !== undefined);
  const words = new Map<string, number>();
  const numberOf = (word: string): number => {
    const number = words.get(word) ?? words.size;
    words.set(word, number);
    return number;
  };
  const where = own.map(({ rule }, i) => (calls[i] === undefined ? undefined : language.where?.(rule.check)?.map(numberOf)));
  return { visitors, checks: visitors.map(({ rule }) => rule.check), calls, where, words };
}

/** Which of the words that rules ask for stand in the part. */
export function wordsIn(part: Part, language: Language, { words }: Visits): Uint8Array {
  const present = new Uint8Array(words.size);
  const all = words.size === 0 ? [] : (language.words?.(part) ?? []);
  for (let i = 0; i < all.length; i++) {
    const number = words.get(all[i] as string);
    if (number !== undefined) present[number] = 1;
  }
  return present;
}

/** By the rule's number: whether it may have something to tell of the part. */
export function concernedBy({ calls, where }: Visits, present: Uint8Array): Uint8Array {
  const concerned = new Uint8Array(calls.length);
  for (let number = 0; number < calls.length; number++) {
    const asked = where[number];
    if (calls[number] !== undefined && (asked === undefined || hasOne(present, asked))) concerned[number] = 1;
  }
  return concerned;
}

function hasOne(present: Uint8Array, words: readonly number[]): boolean {
  for (let i = 0; i < words.length; i++) if (present[words[i] as number] === 1) return true;
  return false;
}
