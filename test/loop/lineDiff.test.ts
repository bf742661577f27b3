import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineDiff } from '../../server/src/cli/up/lineDiff.js';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `line: ${i}`);

test('what differs stands with two lines around it, what lies between is left out', () => {
  const before = numbered(20);
  const after = before.map((line, i) => (i === 3 || i === 15 ? `${line}0` : line));
  assert.deepEqual(lineDiff(before.join('\n'), `${after.join('\n')}\n`), [
    '  line: 1',
    '  line: 2',
    '- line: 3',
    '+ line: 30',
    '  line: 4',
    '  line: 5',
    '  …',
    '  line: 13',
    '  line: 14',
    '- line: 15',
    '+ line: 150',
    '  line: 16',
    '  line: 17',
  ]);
});

test('lines that come and go, at the ends too; equal texts have no difference', () => {
  assert.deepEqual(lineDiff('a\nb', 'b\nc'), ['- a', '  b', '+ c']);
  assert.deepEqual(lineDiff('a', 'a\n'), []);
  assert.deepEqual(lineDiff('', 'a'), ['- ', '+ a']);
});

test('both sides can be had back from it, whatever they are', () => {
  let state = 7;
  const next = (most: number): number => (state = (state * 48_271) % 2_147_483_647) % most;
  for (let round = 0; round < 300; round++) {
    const side = (): string[] => Array.from({ length: 1 + next(5) }, () => `k${next(3)}`);
    const [before, after] = [side(), side()];
    const lines = lineDiff(before.join('\n'), after.join('\n'));
    if (before.join() === after.join()) assert.deepEqual(lines, []);
    if (lines.length === 0 || lines.includes('  …')) continue;
    const whole = (sign: string): string[] =>
      lines.filter((line) => line.startsWith(' ') || line.startsWith(sign)).map((line) => line.slice(2));
    // With so few lines nearly all stand within two of a change.
    assert.ok(before.join().includes(whole('-').join()) && after.join().includes(whole('+').join()), lines.join('\n'));
  }
});

test('very long texts are not compared', () => {
  assert.deepEqual(lineDiff(numbered(4_000).join('\n'), 'a'), []);
});
