import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { safeFix } from '../../server/src/engine/features/fixAll.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';

// Every fix that any finding on a rule's page offers, not only the one that the page shows.
for (const id of ['dockerfile', 'dockerignore', 'compose'] as const) {
  describe(`fixes on the pages of ${id}`, () => {
    const language = languageNamed(id);
    const cases = pageCases(id).filter(({ rule }) => rule.fix !== 'none');

    test('each cures its finding', () => {
      let count = 0;
      const idle: string[] = [];
      for (const { rule, spec } of cases) {
        const active = activate([rule], spec.options);
        const left = (text: string, files = spec.files): number => run(text, language, active, files, spec.path).findings.length;
        const { findings } = run(spec.text, language, active, spec.files, spec.path);
        for (const finding of findings) {
          for (const fix of finding.fixes()) {
            count++;
            const files = new Map(spec.files ?? []);
            for (const { path, edits } of fix.files ?? []) files.set(path, applyEdits(files.get(path) ?? '', edits));
            const isCured = left(applyEdits(spec.text, fix.edits), spec.files === undefined ? undefined : files) < findings.length;
            if (!isCured) idle.push(`${rule.id}, ${spec.name}: ${fix.title}${safeFix(finding) === fix ? ' (safe)' : ''}`);
          }
        }
      }
      assert.deepEqual(idle, []);
      assert.ok(count > 5, `${count} fixes were tried`);
    });

    test('what a rule says of its fixes is true', () => {
      const wrong = cases
        .filter(({ rule, spec }) => {
          if (rule.fix === 'safe') return false;
          return run(spec.text, language, activate([rule], spec.options), spec.files, spec.path).findings.some(
            (finding) => safeFix(finding) !== undefined,
          );
        })
        .map(({ rule }) => rule.id);
      assert.deepEqual([...new Set(wrong)], []);
    });
  });
}
