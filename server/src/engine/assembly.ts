import type { RuleDefinition } from './rule/define.js';
import { compareFindings, findingsPerRule, type Finding } from './rule/finding.js';

type List = readonly Finding[];

// There may be thousands of findings, and code that V8 has not optimized yet makes an object for each step of a loop with `of`.

/** More new findings than these are not put in one by one. */
const mostAdded = 50;

/**
 * The findings of a file of many parts as one list. A key changes what was found in a few of them, mostly in its words alone: then the
 * new findings take the places of the old ones. Whoever owns the parts' findings owns this.
 */
export class Assembly {
  #lists: readonly List[] = [];
  #first: Finding[] = [];
  /** Those of rules that have more than is told. */
  #others = new Set<Finding>();
  /** The last one that is told of such a rule. */
  #lastOf = new Map<RuleDefinition, Finding>();
  /** How many there are of each rule, told or not. */
  #counts = new Map<RuleDefinition, number>();
  #absences = 0;

  /** Whether some of the findings are about something that lacks. */
  get hasAbsence(): boolean {
    return this.#absences > 0;
  }

  get all(): readonly Finding[] {
    return merged(this.#lists);
  }

  /** The first findings of each rule; every list is in file order, and so are these. */
  of(lists: readonly List[]): readonly Finding[] {
    const isPatched = this.#patch(lists);
    this.#lists = lists;
    if (!isPatched) this.#assemble();
    return this.#first;
  }

  #assemble(): void {
    const all = merged(this.#lists);
    const { first, others } = firstOfEachRule(all);
    this.#first = [...first];
    this.#others = new Set(others);
    this.#counts = new Map();
    this.#lastOf = new Map();
    this.#absences = 0;
    for (let i = 0; i < all.length; i++) this.#count(all[i] as Finding, 1);
    if (others.length > 0) for (let i = 0; i < first.length; i++) this.#lastOf.set((first[i] as Finding).rule, first[i] as Finding);
  }

  #count({ rule, isAbsence }: Finding, by: 1 | -1): void {
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + by);
    if (isAbsence === true) this.#absences += by;
  }

  #isTold(rule: RuleDefinition): boolean {
    return (this.#counts.get(rule) ?? 0) <= findingsPerRule;
  }

  /** False where all of them have to be looked at. */
  #patch(lists: readonly List[]): boolean {
    if (lists.length !== this.#lists.length) return false;
    // Others may still hold the list of the version before.
    this.#first = [...this.#first];
    const added: Finding[] = [];
    const moved: Finding[] = [];
    for (let i = 0; i < lists.length; i++) {
      const list = lists[i] as List;
      const old = this.#lists[i] as List;
      if (list === old) continue;
      const isPatched = isOfLikeRules(old, list) ? this.#replace(old, list, moved) : this.#remove(old, list);
      if (!isPatched) return false;
      if (!isOfLikeRules(old, list)) added.push(...without(list, old));
      if (added.length > mostAdded) return false;
    }
    for (const finding of added) {
      this.#count(finding, 1);
      if (!this.#isTold(finding.rule)) {
        if (!this.#isBehind(finding)) return false;
        this.#others.add(finding);
        continue;
      }
      const place = placeFor(this.#first, finding);
      const left = this.#first[place - 1];
      // Which of two alike comes first only the lists know.
      if (left !== undefined && compareFindings(left, finding) === 0) return false;
      this.#first.splice(place, 0, finding);
    }
    return this.#isSound(moved);
  }

  /** Findings that stand where others of the same rules stood. */
  #replace(old: List, list: List, moved: Finding[]): boolean {
    let place = -1;
    for (let i = 0; i < list.length; i++) {
      const finding = list[i] as Finding;
      const before = old[i] as Finding;
      if (finding === before) continue;
      this.#count(before, -1);
      this.#count(finding, 1);
      moved.push(finding);
      if (this.#others.delete(before)) {
        this.#others.add(finding);
        continue;
      }
      place = this.#first.indexOf(before, place + 1);
      if (place === -1) return false;
      this.#first[place] = finding;
      if (this.#lastOf.get(finding.rule) === before) this.#lastOf.set(finding.rule, finding);
    }
    return true;
  }

  /** Whether it comes after all that are told of its rule, which has more than that. */
  #isBehind(finding: Finding): boolean {
    const last = this.#lastOf.get(finding.rule);
    return last !== undefined && compareFindings(last, finding) < 0;
  }

  /** Findings that are not there any more. */
  #remove(old: List, list: List): boolean {
    for (const finding of without(old, list)) {
      if (!this.#others.delete(finding)) {
        const place = this.#first.indexOf(finding);
        if (place === -1 || !this.#isTold(finding.rule)) return false;
        this.#first.splice(place, 1);
      }
      this.#count(finding, -1);
    }
    return true;
  }

  /** Whether those that took a place are in order there, and in front of what is not told of their rules, or behind what is. */
  #isSound(moved: readonly Finding[]): boolean {
    let place = -1;
    for (const finding of moved) {
      if (this.#others.has(finding)) {
        if (!this.#isBehind(finding)) return false;
        continue;
      }
      const next = this.#first.indexOf(finding, place + 1);
      place = next === -1 ? this.#first.indexOf(finding) : next;
      if (!isInOrder(this.#first, place) || !this.#isInFront(finding)) return false;
    }
    return true;
  }

  /** Whether the last one that is told of its rule comes before those that are not. */
  #isInFront(finding: Finding): boolean {
    if (this.#isTold(finding.rule) || this.#lastOf.get(finding.rule) !== finding) return true;
    for (const other of this.#others) if (other.rule === finding.rule && compareFindings(other, finding) <= 0) return false;
    return true;
  }
}

/** Whether each finding of one list is of the rule of that in the other. */
function isOfLikeRules(old: List, list: List): boolean {
  return old.length === list.length && list.every((finding, i) => finding === old[i] || finding.rule === old[i]?.rule);
}

function without(list: List, others: List): Finding[] {
  const known = new Set(others);
  return list.filter((finding) => !known.has(finding));
}

/** Where it belongs in a list in file order. */
function placeFor(list: List, finding: Finding): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareFindings(list[middle] as Finding, finding) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isInOrder(list: List, at: number): boolean {
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
