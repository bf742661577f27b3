import type { RuleDefinition } from './rule/define.js';
import { compareFindings, findingsPerRule, type Finding } from './rule/finding.js';

type List = readonly Finding[];

// There may be thousands of findings, and code that V8 has not optimized yet makes an object for each step of a loop with `of`.

/**
 * The findings of a file of many parts as one list. A key changes what was found in one or two of them, mostly in its words alone: then
 * the new findings take the places of the old ones. Whoever owns the parts' findings owns this.
 */
export class Assembly {
  #lists: readonly List[] = [];
  #first: readonly Finding[] = [];
  /** Those of rules that have more than is told. */
  #others: Set<Finding> = new Set();
  /** Where the last one stands that is told of such a rule. */
  #lastOf: ReadonlyMap<RuleDefinition, number> = new Map();
  #hasAbsence = false;

  /** Whether some of the findings are about something that lacks. */
  get hasAbsence(): boolean {
    return this.#hasAbsence;
  }

  get all(): readonly Finding[] {
    return merged(this.#lists);
  }

  /** The first findings of each rule; every list is in file order, and so are these. */
  of(lists: readonly List[]): readonly Finding[] {
    const patched = this.#patched(lists);
    this.#lists = lists;
    if (patched !== undefined) return (this.#first = patched);
    const all = merged(lists);
    const { first, others } = firstOfEachRule(all);
    this.#first = first;
    this.#others = new Set(others);
    this.#lastOf = new Map(first.map(({ rule }, i) => [rule, i]));
    this.#hasAbsence = all.some(({ isAbsence }) => isAbsence === true);
    return first;
  }

  /** Undefined where something has changed that moves others. */
  #patched(lists: readonly List[]): readonly Finding[] | undefined {
    if (lists.length !== this.#lists.length) return undefined;
    // Others may still hold the list of the version before.
    const first = [...this.#first];
    const places: number[] = [];
    const others: Finding[] = [];
    for (let i = 0; i < lists.length; i++) {
      const list = lists[i] as List;
      const old = this.#lists[i] as List;
      if (list === old) continue;
      if (list.length !== old.length) return undefined;
      let place = -1;
      for (let j = 0; j < list.length; j++) {
        const finding = list[j] as Finding;
        const before = old[j] as Finding;
        if (finding === before) continue;
        if (finding.rule !== before.rule || finding.isAbsence !== before.isAbsence) return undefined;
        if (this.#others.delete(before)) {
          this.#others.add(finding);
          others.push(finding);
          continue;
        }
        place = first.indexOf(before, place + 1);
        if (place === -1) return undefined;
        first[place] = finding;
        places.push(place);
      }
    }
    if (!places.every((place) => isInOrder(first, place))) return undefined;
    return others.every((finding) => isBehind(finding, first[this.#lastOf.get(finding.rule) ?? -1])) ? first : undefined;
  }
}

function isBehind(finding: Finding, last: Finding | undefined): boolean {
  return last !== undefined && compareFindings(last, finding) <= 0;
}

function isInOrder(list: readonly Finding[], at: number): boolean {
  const left = list[at - 1];
  const finding = list[at] as Finding;
  const right = list[at + 1];
  return (left === undefined || compareFindings(left, finding) <= 0) && (right === undefined || compareFindings(finding, right) <= 0);
}

export function inOrder(findings: Finding[]): Finding[] {
  for (let i = 1; i < findings.length; i++)
    if (compareFindings(findings[i - 1] as Finding, findings[i] as Finding) > 0) return findings.sort(compareFindings);
  return findings;
}

/**
 * One list of all. Each is in file order, and nearly all of them speak of what stands behind that of the list before; the first ones
 * speak of the whole file.
 */
export function merged(lists: readonly (readonly Finding[])[]): Finding[] {
  const behind: Finding[] = [];
  const between: Finding[] = [];
  for (const list of [...lists.slice(2), ...lists.slice(0, 2)]) {
    const [first] = list;
    if (first === undefined) continue;
    const last = behind.at(-1);
    const into = last === undefined || compareFindings(last, first) <= 0 ? behind : between;
    for (let i = 0; i < list.length; i++) into.push(list[i] as Finding);
  }
  if (between.length === 0) return behind;
  inOrder(between);
  const all: Finding[] = [];
  let at = 0;
  for (let i = 0; i < behind.length; i++) {
    const finding = behind[i] as Finding;
    for (let other = between[at]; other !== undefined && compareFindings(other, finding) <= 0; other = between[++at]) all.push(other);
    all.push(finding);
  }
  for (; at < between.length; at++) all.push(between[at] as Finding);
  return all;
}

/** What is told of each rule, and the others. */
export function firstOfEachRule(found: readonly Finding[]): { readonly first: readonly Finding[]; readonly others: readonly Finding[] } {
  const others: Finding[] = [];
  if (found.length <= findingsPerRule) return { first: found, others };
  const first: Finding[] = [];
  const counts = new Map<RuleDefinition, { count: number }>();
  for (let i = 0; i < found.length; i++) {
    const finding = found[i] as Finding;
    let seen = counts.get(finding.rule);
    if (seen === undefined) counts.set(finding.rule, (seen = { count: 0 }));
    (++seen.count > findingsPerRule ? others : first).push(finding);
  }
  return { first, others };
}
