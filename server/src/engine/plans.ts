import type { ActiveRule } from './config/config.js';
import type { Language } from './language.js';

/** What a set of rules comes to for the files of one language. */
export interface RulePlan {
  /** The rules of the language. */
  readonly own: readonly ActiveRule[];
  /** Those of them that have something to visit in a file, in their order. */
  inFile(model: unknown): readonly ActiveRule[];
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
  const select = language.selector?.(own.map(({ rule }) => rule.check));
  return { own, inFile: select === undefined ? () => own : (model) => select.visiting(model).map((number) => own[number] as ActiveRule) };
}
