import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleDefinition, Severity } from '../../server/src/engine/rule/define.js';
import type { Finding } from '../../server/src/engine/rule/finding.js';
import { Gravest, gravest, mostDiagnostics } from '../../server/src/lsp/gravest.js';
import { random } from '../support/mutate.js';

const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const rule = { id: 'kubernetes/any' } as unknown as RuleDefinition;

function finding(severity: Severity): Finding {
  return { rule, severity, span: { start: 0, end: 0 }, message: '', related: [], fixes: () => [], told: undefined };
}

test('of too many findings the gravest are shown, of each severity the first, in their order', () => {
  const all = Array.from({ length: 600 }, () => [finding('hint'), finding('error'), finding('info')]).flat();
  const shown = gravest(all);
  assert.equal(shown.length, mostDiagnostics);
  assert.equal(shown.filter(({ severity }) => severity === 'error').length, 600);
  assert.deepEqual(
    shown.filter(({ severity }) => severity === 'info'),
    all.filter(({ severity }) => severity === 'info').slice(0, 400),
  );
  assert.deepEqual(
    [...shown].sort((a, b) => all.indexOf(a) - all.indexOf(b)),
    shown,
  );
  assert.equal(gravest(all.slice(0, 1000)).length, 1000);
});

test('edited lists show what fresh ones would', () => {
  let edits = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const pick = (count: number): number => Math.floor(next() * count);
    // Some lists are cut between two severities, some within one; some shrink below the limit and grow again.
    const weights = Array.from({ length: 4 }, () => next() ** 2);
    const any = (): Finding => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      return finding(severities.find((_, i) => (left -= weights[i] as number) <= 0) ?? 'hint');
    };
    let all = Array.from({ length: mostDiagnostics - 20 + pick(400) }, any);
    const kept = new Gravest();
    for (let step = 0; step < 40; step++, edits++) {
      const shown = kept.of(all);
      const fresh = gravest(all);
      assert.ok(shown.length === fresh.length && shown.every((each, i) => each === fresh[i]), `seed ${seed}, step ${step}`);
      const at = pick(all.length);
      all = [...all.slice(0, at), ...Array.from({ length: pick(4) }, any), ...all.slice(at + pick(step % 10 === 0 ? 100 : 4))];
    }
  }
  assert.equal(edits, 2400);
});
