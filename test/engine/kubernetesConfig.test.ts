import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeRules, kubernetesMinor, newestKubernetesMinor, projectSettings } from '../../server/src/engine/config/config.js';
import { readConfigText } from '../../server/src/host/configText.js';
import { rules } from '../../server/src/rules/index.js';

test('a version is text or what YAML makes of it', () => {
  const cases: readonly (readonly [string | number | undefined, number | undefined])[] = [
    ['1.34', 34],
    ['v1.29.3', 29],
    [1.34, 34],
    [1.3, 30],
    ['latest', undefined],
    ['2.1', undefined],
    [34, undefined],
    [undefined, undefined],
  ];
  for (const [version, minor] of cases) assert.equal(kubernetesMinor(version), minor, String(version));
});

test('the file says what manifests are written for, and what is wrong in it is told', () => {
  const read = (text: string) => readConfigText(text, rules);
  const sound = read('kubernetes:\n  version: 1.30\n  podSecurity: baseline\n');
  assert.deepEqual(sound.problems, []);
  assert.deepEqual(projectSettings([sound.config]), { kubernetesMinor: 30, podSecurity: 'baseline' });
  assert.deepEqual(projectSettings([{}]), { kubernetesMinor: newestKubernetesMinor, podSecurity: 'restricted' });
  const wrong = read('kubernetes:\n  verson: "1.34"\n  podSecurity: strict\n  version: newest\n');
  assert.equal(wrong.problems.length, 3);
  assert.ok(wrong.problems.some(({ message }) => /`verson` is no key/.test(message)));
  assert.ok(wrong.problems.some(({ message }) => /`strict` is no Pod Security level/.test(message)));
  assert.ok(wrong.problems.some(({ message }) => /`newest` is no Kubernetes version/.test(message)));
  // What is wrong is left out; the rest holds.
  assert.equal(projectSettings([wrong.config]).kubernetesMinor, newestKubernetesMinor);
});

test('rules carry the settings', () => {
  const [first] = activeRules(rules, [{ kubernetes: { version: '1.25' } }], () => false);
  assert.equal(first?.settings.kubernetesMinor, 25);
});
