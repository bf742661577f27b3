import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { ignoreFixes } from '../../server/src/engine/config/suppressions.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';

const language = languageNamed('kubernetes');
const wanted = ['kubernetes/privileged-container', 'kubernetes/image-without-version'];
const active = activate((rules as readonly RuleDefinition[]).filter(({ id }) => wanted.includes(id)));

/** The rules that still find something, one word for each finding. */
const found = (text: string): string[] =>
  run(text, language, active)
    .findings.map(({ rule, span }) => `${rule.id.slice('kubernetes/'.length)} ${text.slice(span.start, span.end)}`)
    .sort();

const deployment = (annotations: string, labels = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  annotations:
    note: text
${annotations}spec:
  template:
    metadata:
      labels:
        app: api
${labels}    spec:
      containers:
        - name: one
          image: one:latest
          securityContext:
            privileged: true
        - name: two
          image: two:1.2
          securityContext:
            privileged: true
`;

const all = ['image-without-version latest', 'privileged-container true', 'privileged-container true'];
const onlyImage = ['image-without-version latest'];

describe('annotations of other linters', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', all],
    ['    ignore-check.kube-linter.io/privileged-container: profiler\n', onlyImage],
    ['    ignore-check.kube-linter.io/latest-tag: mirrored\n', all.slice(1)],
    ['    kube-linter.io/ignore-all: later\n', []],
    ['    kube-score/ignore: container-security-context-privileged,container-image-tag\n', []],
    ['    polaris.fairwinds.com/runAsPrivileged-exempt: "true"\n', onlyImage],
    ['    polaris.fairwinds.com/runAsPrivileged-exempt: "false"\n', all],
    ['    polaris.fairwinds.com/exempt: "true"\n', []],
    ['    checkov.io/skip1: CKV_K8S_16=profiler\n', onlyImage],
    ['    bridgecrew.io/skip2: CKV_K8S_16=profiler\n', onlyImage],
    ['    datree.skip/CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE: profiler\n', onlyImage],
    ['    example.com/skip: privileged-container\n', all],
  ];
  for (const [annotation, expected] of cases) {
    test(annotation.trim() === '' ? 'none' : annotation.trim(), () => assert.deepEqual(found(deployment(annotation)), expected));
  }

  test("kubeaudit's labels speak of the pod or of one container", () => {
    assert.deepEqual(found(deployment('', '        kubeaudit.io/allow-privileged: profiler\n')), onlyImage);
    const one = deployment('', '        container.kubeaudit.io/two.allow-privileged: profiler\n');
    assert.deepEqual(found(one), ['image-without-version latest', 'privileged-container true']);
  });
});

describe('comments', () => {
  test('above an item they speak of all that it holds, behind a value of its line', () => {
    const text = deployment('');
    assert.deepEqual(
      found(
        text.replace('        - name: one', '        # slipway-ignore kubernetes/privileged-container -- profiler\n        - name: one'),
      ),
      ['image-without-version latest', 'privileged-container true'],
    );
    assert.deepEqual(
      found(text.replace('image: one:latest', 'image: one:latest # slipway-ignore kubernetes/image-without-version -- mirrored')),
      all.slice(1),
    );
  });

  test('at the top of a document they speak of the document, and of no other', () => {
    const ignore = '# slipway-ignore kubernetes/privileged-container -- profiler\n';
    assert.deepEqual(found(`${ignore}${deployment('')}---\n${deployment('')}`), [...onlyImage, ...all].sort());
    assert.deepEqual(found(`${ignore}---\n${deployment('')}---\n${deployment('')}`), [...onlyImage, ...all].sort());
    assert.deepEqual(found(`# slipway-ignore-file kubernetes/privileged-container -- profiler\n${deployment('')}---\n${deployment('')}`), [
      ...onlyImage,
      ...onlyImage,
    ]);
  });

  test('"ignore here" writes one that silences its finding and no more', () => {
    const text = deployment('');
    const { findings, subject } = run(text, language, active);
    for (const finding of findings) {
      const [here] = ignoreFixes(finding, subject);
      const after = applyEdits(text, here?.edits ?? []);
      assert.equal(found(after).length, all.length - 1, after);
      assert.deepEqual(subject.language.parse(after) !== undefined, true);
    }
  });
});
