import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Assembly, firstOfEachRule, merged } from '../../server/src/engine/assembly.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { compareFindings, findingsPerRule, type Finding } from '../../server/src/engine/rule/finding.js';
import { rules } from '../../server/src/rules/index.js';
import { random } from '../support/mutate.js';

const some = (rules as readonly RuleDefinition[]).slice(0, 6);
const partLength = 1000;

test('a list in which findings take the places of others is the list put together anew', () => {
  const next = random(5);
  const below = (bound: number): number => Math.floor(next() * bound);
  const finding = (start: number, rule: number, isAbsence: boolean): Finding => ({
    rule: some[rule] as RuleDefinition,
    severity: 'info',
    span: { start, end: start + 1 + below(3) },
    message: 'x',
    ...(isAbsence ? { isAbsence } : {}),
    related: [],
    fixes: () => [],
  });
  const part = (number: number): Finding[] =>
    Array.from({ length: 30 + below(20) }, () =>
      finding(number * partLength + below(partLength - 10), below(below(5) + 2), below(9) === 0),
    ).sort(compareFindings);
  let patched = 0;
  for (let round = 0; round < 40; round++) {
    const assembly = new Assembly();
    // The first two speak of the whole file.
    let lists: Finding[][] = [[], Array.from({ length: 40 }, () => finding(below(6 * partLength), 5, false)).sort(compareFindings)];
    for (let i = 0; i < 6; i++) lists.push(part(i));
    let last: readonly Finding[] = [];
    for (let edit = 0; edit < 12; edit++) {
      const found = assembly.of(lists);
      const all = merged(lists);
      const { first, others } = firstOfEachRule(all);
      const counts = new Map<RuleDefinition, number>();
      for (const { rule } of found) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      assert.ok([...counts.values()].every((count) => count <= findingsPerRule));
      assert.equal(first.length + others.length, all.length);
      assert.deepEqual(
        found.map(({ rule, span }) => [rule.id, span.start, span.end]),
        first.map(({ rule, span }) => [rule.id, span.start, span.end]),
      );
      assert.deepEqual(new Set(found), new Set(first));
      assert.equal(
        assembly.hasAbsence,
        all.some(({ isAbsence }) => isAbsence === true),
      );
      if (edit > 0 && found.length === last.length && found.some((one, i) => one !== last[i])) patched++;
      last = found;
      // A rule is asked again in one part: its findings are others, most of them where the old ones stood.
      const number = 1 + below(lists.length - 1);
      const again = some[below(some.length)];
      const moves = below(3);
      lists = lists.map((list, i) =>
        i !== number
          ? list
          : list
              .flatMap((one) => {
                if (one.rule !== again) return [one];
                if (moves === 0 && below(20) === 0) return [];
                if (moves === 2 && below(20) === 0) return [one, finding(one.span.start + 1, below(5), false)];
                const by = moves === 1 && below(20) === 0 ? 5 : 0;
                return [{ ...one, span: { start: one.span.start + by, end: one.span.end + by + below(2) } }];
              })
              .sort(compareFindings),
      );
    }
  }
  assert.ok(patched > 100, `${patched} lists with other findings in them`);
});
