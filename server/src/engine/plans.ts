import type { ActiveRule } from './config/config.js';
import type { Language, Selector } from './language.js';

/** What a set of rules comes to for the files of one language. */
export interface RulePlan {
  /** The rules of the language. */
  readonly own: readonly ActiveRule[];
  /** Knows the rules by their number in `own`; undefined where each goes through every file. */
  readonly selector: Selector<unknown> | undefined;
}

/** Worked out once for each set of rules: hundreds of files share one. Whoever judges many files owns this. */
export class Plans {
  readonly #known = new WeakMap<readonly ActiveRule[], Map<Language, RulePlan>>();

  of(rules: readonly ActiveRule[], language: Language): RulePlan {
    let plans = this.#known.get(rules);
    if (plans === undefined) this.#known.set(rules, (plans = new Map()));
    let plan = plans.get(language);
    if (plan === undefined) plans.set(language, (plan = planOf(rules, language)));
    return plan;
  }
}

export function planOf(rules: readonly ActiveRule[], language: Language): RulePlan {
  const own = rules.filter(({ rule }) => rule.language === language.id);
  return { own, selector: language.selector?.(own.map(({ rule }) => rule.check)) };
}
