/** Lines around a change that say where it is. */
const around = 2;
/** Longer texts are compared no further: the table has as many cells as both have lines, multiplied. */
const mostLines = 3_000;

/** What differs, as people know it from `diff`: `-` before, `+` after, `…` where lines are left out. Empty where it cannot be told. */
export function lineDiff(before: string, after: string): readonly string[] {
  const [a, b] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  if (a.length > mostLines || b.length > mostLines) return [];
  const lines = compared(a, b);
  const isNear = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((line) => !line.startsWith(' ')));
  return lines.flatMap((line, i) => (isNear[i] === true ? [line] : isNear[i - 1] === true && isNear.includes(true, i) ? ['  …'] : []));
}

/** The longest common subsequence, https://en.wikipedia.org/wiki/Longest_common_subsequence. */
function compared(a: readonly string[], b: readonly string[]): string[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length)
    if (i < a.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  return lines;
}
