import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ignoreFixes } from '../../server/src/engine/config/suppressions.js';
import { fixAll } from '../../server/src/engine/features/fixAll.js';
import type { LanguageId, RuleDefinition } from '../../server/src/engine/rule/define.js';
import type { Finding } from '../../server/src/engine/rule/finding.js';
import { applyEdits, areDisjoint } from '../../server/src/engine/text/span.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { exampleFiles, pageCases } from '../support/corpus.js';
import { mutate, random } from '../support/mutate.js';

// What fixes and ignore actions do to texts that nobody meant to write.

const beside = new Map([
  ['package.json', '{}'],
  ['.git/HEAD', ''],
  ['src/main.ts', ''],
]);

function engine(id: LanguageId) {
  const language = languageNamed(id);
  const active = activate((rules as readonly RuleDefinition[]).filter((rule) => rule.language === id));
  return (text: string) => run(text, language, active, beside);
}

function* mutations(id: LanguageId, seed: number, count: number): Generator<string> {
  const next = random(seed);
  const sources = [...exampleFiles(id).map((file) => readFileSync(file, 'utf8')), ...pageCases(id).map(({ spec }) => spec.text)];
  for (let i = 0; i < count; i++) {
    let text = sources[Math.floor(next() * sources.length)] ?? '';
    for (let change = Math.floor(next() * 4); change >= 0; change--) text = mutate(text, next);
    yield text;
  }
}

/** How many texts each test looks at: a manifest has many findings. */
const counts = { dockerfile: [3000, 2000, 1000], dockerignore: [3000, 2000, 1000], kubernetes: [1000, 800, 150] } as const;

for (const id of ['dockerfile', 'dockerignore', 'kubernetes'] as const) {
  describe(id, () => {
    const [fixed, settled, ignored] = counts[id];
    const judge = engine(id);

    test('each fix of a mutated file is inside the text, disjoint and changes something', () => {
      let count = 0;
      for (const text of mutations(id, 101, fixed)) {
        for (const finding of judge(text).findings) {
          for (const { edits, files, title } of finding.fixes()) {
            count++;
            const where = `${finding.rule.id}: "${title}" on ${JSON.stringify(text)}`;
            for (const { span } of edits) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, where);
            assert.ok(areDisjoint(edits), `edits overlap: ${where}`);
            if ((files ?? []).length === 0) assert.notEqual(applyEdits(text, edits), text, `changes nothing: ${where}`);
          }
        }
      }
      assert.ok(count > 100, `${count} fixes were looked at`);
    });

    test('fix all ends, and a second time changes nothing', () => {
      let changed = 0;
      for (const text of mutations(id, 202, settled)) {
        const analyse = (current: string): readonly Finding[] => judge(current).findings;
        const once = fixAll(text, analyse);
        if (once.text !== text) changed++;
        assert.equal(fixAll(once.text, analyse).text, once.text, `not at rest: ${JSON.stringify(text)}`);
      }
      assert.ok(id === 'dockerignore' || changed > (id === 'kubernetes' ? 30 : 100), `${changed} texts were changed`);
    });

    test('an ignore action silences its finding and makes none', () => {
      let count = 0;
      for (const text of mutations(id, 303, ignored)) {
        const { findings, subject } = judge(text);
        const names = findings.map(({ rule }) => rule.id as string);
        for (const finding of findings) {
          // The comment itself may end the last line, which cures this one.
          if (finding.rule.id === 'dockerfile/newline-at-end-missing') continue;
          for (const fix of ignoreFixes(finding, subject)) {
            count++;
            const after = judge(applyEdits(text, fix.edits)).findings.map(({ rule }) => rule.id as string);
            const where = `${fix.title} on ${JSON.stringify(text)}`;
            const left = (list: readonly string[]): number => list.filter((name) => name === finding.rule.id).length;
            assert.ok(left(after) < left(names), `is still told: ${where}`);
            for (const name of after) if (!names.includes(name)) assert.fail(`makes ${name}: ${where}`);
          }
        }
      }
      assert.ok(count > 500, `${count} actions were looked at`);
    });
  });
}
