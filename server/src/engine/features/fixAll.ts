import { overlaps, applyEdits, type Edit } from '../text/span.js';
import type { Fix } from '../rule/define.js';
import type { Finding } from '../rule/finding.js';

/** The fix that fix-all may apply: the first one, when it is safe and stays in the file. */
export function safeFix(finding: Finding): Fix | undefined {
  const [fix] = finding.fixes();
  if (fix === undefined || (fix.files?.length ?? 0) > 0) return undefined;
  return (fix.safety ?? finding.rule.fix) === 'safe' ? fix : undefined;
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
  let current = text;
  let applied = 0;
  for (let pass = 0; pass < passes; pass++) {
    const edits: Edit[] = [];
    for (const finding of analyse(current)) {
      if (!isWanted(finding)) continue;
      const fix = safeFix(finding);
      if (fix === undefined || fix.edits.some((edit) => edits.some((other) => isInTheWay(edit, other)))) continue;
      edits.push(...fix.edits);
      applied++;
    }
    if (edits.length === 0) break;
    const next = applyEdits(current, edits);
    if (next === current) break;
    current = next;
  }
  return { text: current, applied };
}

function isInTheWay(a: Edit, b: Edit): boolean {
  return overlaps(a.span, b.span) || (a.span.start === b.span.start && a.span.end === b.span.end);
}
