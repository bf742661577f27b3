import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import type { KubernetesChecks } from '../../server/src/languages/kubernetes/checks.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';

// Where none of the words of a rule's `where` stands, the rule is not asked: it must have nothing to tell there. Every page of every
// rule, with the files around it, is judged by all of them both ways.

const language = languageNamed('kubernetes');
const own = (rules as readonly RuleDefinition[]).filter((rule) => rule.language === 'kubernetes');
const choosy = own.filter(({ check }) => (check as KubernetesChecks).where !== undefined);
const asked = activate(choosy);
const askedAlways = activate(choosy.map((rule) => ({ ...rule, check: { ...rule.check, where: undefined } }) as RuleDefinition));

test('a rule tells nothing where none of its words stands', () => {
  let count = 0;
  for (const {
    rule: { id },
    spec,
  } of pageCases('kubernetes')) {
    const findings = [asked, askedAlways].map((active) =>
      run(spec.text, language, active, spec.files, spec.path).findings.map(({ rule, span, message }) => ({ rule: rule.id, span, message })),
    );
    count += findings[1]?.length ?? 0;
    assert.deepEqual(findings[0], findings[1], `${id}: ${spec.name}`);
  }
  assert.ok(choosy.length > 150 && count > 5000, `${choosy.length} rules told ${count} findings`);
});
