import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Handler } from '../../server/src/engine/language.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { dockerfileLanguage } from '../../server/src/languages/dockerfile/language.js';
import { dockerfileSelector } from '../../server/src/languages/dockerfile/selector.js';
import { rules } from '../../server/src/rules/index.js';
import { readCases } from '../support/spec.js';

const own = (rules as readonly RuleDefinition[]).filter(
  ({ language }) => language === 'dockerfile',
) as readonly RuleDefinition<'dockerfile'>[];
const texts = own.flatMap((rule) =>
  readCases(readFileSync(`server/src/rules/${rule.id}.md`, 'utf8'), 'dockerfile').map(({ text }) => text),
);

type Visit = readonly [check: number, handler: Handler, node: unknown];

const isSame = (one: readonly Visit[], other: readonly Visit[]): boolean =>
  one.length === other.length && one.every((visit, i) => visit.every((value, part) => value === other[i]?.[part]));

test('all rules at once visit what each visits by itself, in the same order', () => {
  const checks = own.map(({ check }) => check);
  const selector = dockerfileSelector(checks);
  let visits = 0;
  // One after the other: nothing of a file is left over for the next.
  for (const text of [...texts, 'ONBUILD RUN cd /a && "*" b\nRUN "*"\nfile x\nONBUILD ONBUILD COPY a b\nONBUILD FROM a\n', '']) {
    const model = dockerfileLanguage.parse(text);
    const alone: Visit[] = [];
    for (const [number, check] of checks.entries())
      dockerfileLanguage.walk(model, check, (handler, node) => alone.push([number, handler, node]));
    const together: Visit[] = [];
    selector.visit(model, (number, handler, nodes) => together.push(...nodes.map((node): Visit => [number, handler, node])));
    assert.ok(isSame(together, alone), `${together.length} and ${alone.length} visits in ${text}`);
    visits += alone.length;
  }
  assert.ok(visits > 100_000, `${visits} visits were compared`);
});
