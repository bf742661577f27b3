import { overlaps, applyEdits, type Edit } from '../text/span.js';
import type { Fix, RuleDefinition } from '../rule/define.js';
import { findingsPerRule, type Finding } from '../rule/finding.js';

/** The fix that fix-all may apply: the first one, when it is safe and stays in the file. */
export function safeFix(finding: Finding): Fix | undefined {
  // The rule tells the best safety among its fixes, so that the others need not be made.
  if (finding.rule.fix !== 'safe' || finding.isShaky === true) return undefined;
  const [fix] = finding.fixes();
  return fix !== undefined && isSafe(finding, fix) ? fix : undefined;
}

/** Whether the first fix of the finding may be applied unseen. */
export function isSafe({ rule, isShaky }: Finding, fix: Fix): boolean {
  return isShaky !== true && (fix.files?.length ?? 0) === 0 && (fix.safety ?? rule.fix) === 'safe';
}

/** How many findings of a rule have a safe fix, by the list that they stand in; worked out once for each list. */
export class SafeCounts {
  readonly #known = new WeakMap<readonly Finding[], Map<RuleDefinition, number>>();

  of(findings: readonly Finding[], rule: RuleDefinition): number {
    if (rule.fix !== 'safe') return 0;
    let counts = this.#known.get(findings);
    if (counts === undefined) this.#known.set(findings, (counts = new Map()));
    let count = counts.get(rule);
    if (count === undefined) {
      count = 0;
      for (const finding of findings) if (finding.rule === rule && safeFix(finding) !== undefined) count++;
      counts.set(rule, count);
    }
    return count;
  }
}

/**
 * Applies the safe fixes of `findings`, analyses again and goes on until nothing changes: a fix may make another one
 * possible, and two that overlap cannot be applied at once. `passes` bounds rules that would undo each other.
 */
export function fixAll(
  text: string,
  analyse: (text: string) => readonly Finding[],
  isWanted: (finding: Finding) => boolean = () => true,
  passes = 10,
): { text: string; applied: number } {
  const refused = new Set<RuleDefinition>();
  let current = text;
  let findings = analyse(current);
  let applied = 0;
  for (let pass = 0; pass < passes; ) {
    const chosen = chooseFixes(findings, (finding) => isWanted(finding) && !refused.has(finding.rule));
    const next = applyEdits(current, [...chosen.values()].flat(2));
    if (next === current) break;
    const after = analyse(next);
    const useless = [...chosen].flatMap(([rule, fixes]) =>
      isUseless(rule, fixes.flat(), current, findings, after, analyse) ? [rule] : [],
    );
    if (useless.length > 0) {
      // The pass is done again without them; there are fewer rules each time.
      for (const rule of useless) refused.add(rule);
      continue;
    }
    for (const fixes of chosen.values()) applied += fixes.length;
    current = next;
    findings = after;
    pass++;
  }
  return { text: current, applied };
}

/** The edits of each fix that is in no other's way, by rule. */
function chooseFixes(
  findings: readonly Finding[],
  isWanted: (finding: Finding) => boolean,
): ReadonlyMap<RuleDefinition, readonly (readonly Edit[])[]> {
  const chosen = new Map<RuleDefinition, (readonly Edit[])[]>();
  const edits: Edit[] = [];
  for (const finding of findings) {
    if (!isWanted(finding)) continue;
    const fix = safeFix(finding);
    if (fix === undefined || fix.edits.some((edit) => edits.some((other) => isInTheWay(edit, other)))) continue;
    edits.push(...fix.edits);
    const same = chosen.get(finding.rule);
    if (same === undefined) chosen.set(finding.rule, [fix.edits]);
    else same.push(fix.edits);
  }
  return chosen;
}

/**
 * Whether the rule finds as much as before where its own fixes alone were applied. In a text that is read otherwise than it
 * was meant, such as a shell command with an open bracket, a fix may land where it cures nothing, and would be applied
 * again on every save.
 */
function isUseless(
  rule: RuleDefinition,
  edits: readonly Edit[],
  text: string,
  before: readonly Finding[],
  after: readonly Finding[],
  analyse: (text: string) => readonly Finding[],
): boolean {
  const count = (findings: readonly Finding[]): number => findings.filter((finding) => finding.rule === rule).length;
  const had = count(before);
  // At the limit, what was cured makes room for more of the same.
  if (had >= findingsPerRule || count(after) < had) return false;
  return count(analyse(applyEdits(text, edits))) >= had;
}

function isInTheWay(a: Edit, b: Edit): boolean {
  return overlaps(a.span, b.span) || (a.span.start === b.span.start && a.span.end === b.span.end);
}
