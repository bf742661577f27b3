import { structuredPatch } from 'diff';

/** Lines around a change that say where it is. */
const context = 2;
/** More changed lines than that nobody reads in a terminal. */
const maxEditLength = 2_000;

/** What differs, as people know it from `diff`: `-` before, `+` after, `…` where lines are left out. Empty where it is too much. */
export function lineDiff(before: string, after: string): readonly string[] {
  const patch = structuredPatch('', '', `${before.trimEnd()}\n`, `${after.trimEnd()}\n`, '', '', { context, maxEditLength });
  return (patch?.hunks ?? []).flatMap(({ lines }, i) => [
    ...(i === 0 ? [] : ['  …']),
    ...lines.map((line) => `${line.slice(0, 1)} ${line.slice(1)}`),
  ]);
}
