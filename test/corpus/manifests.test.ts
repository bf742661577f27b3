import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { analyze } from '../../server/src/engine/analyze.js';
import { KeptFindings } from '../../server/src/engine/partFindings.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import type { Finding } from '../../server/src/engine/rule/finding.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { rules } from '../../server/src/rules/index.js';
import type { KubernetesFile } from '../../server/src/languages/kubernetes/file.js';
import { activate, languageNamed, run, surroundings } from '../support/analysis.js';
import { exampleFiles, pageCases } from '../support/corpus.js';
import { mutate, mutateYaml, random } from '../support/mutate.js';
import { isSoundHover } from '../support/hover.js';

const language = languageNamed('kubernetes');
const active = activate((rules as readonly RuleDefinition[]).filter((rule) => rule.language === 'kubernetes'));
const examples = exampleFiles('kubernetes');
const texts = [...examples.map((file) => readFileSync(file, 'utf8')), ...pageCases('kubernetes').map(({ spec }) => spec.text)];

/** No rule throws, every span and every edit lies in the text, hover, facts and comments answer. */
function survives(text: string, withFixes = false, offsets: readonly number[] = [0, text.length >> 1, text.length]): number {
  const { findings, subject } = run(text, language, active);
  for (const { span, rule, related, fixes } of findings) {
    for (const at of [span, ...related.filter(({ path }) => path === undefined).map(({ at }) => at)])
      assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${rule.id} points outside of ${JSON.stringify(text)}`);
    const place = language.commentPlace(subject.model, span);
    assert.ok(place === undefined || (place >= 0 && place <= text.length), `${rule.id}: a comment outside of ${JSON.stringify(text)}`);
    if (!withFixes) continue;
    for (const { edits, title } of fixes())
      for (const { span: at } of edits)
        assert.ok(
          at.start >= 0 && at.start <= at.end && at.end <= text.length,
          `${rule.id}: ${title} edits outside of ${JSON.stringify(text)}`,
        );
  }
  for (const offset of offsets) {
    const hover = language.hover?.(subject.model, offset, subject.near);
    if (hover !== undefined) isSoundHover(hover, offset, text, JSON.stringify(text));
    language.refactorings?.(subject.model, { start: offset, end: offset }, subject.near);
  }
  for (const { kind, at } of language.facts?.(subject.model, '/app/app.yaml') ?? [])
    assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${kind} lies outside of ${JSON.stringify(text)}`);
  return findings.length;
}

describe('bad manifests', () => {
  for (const file of examples) {
    test(`every prefix of ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      for (let length = 0; length <= text.length; length++) survives(text.slice(0, length), length % 11 === 0, [length]);
    });
  }

  test('10,000 mutated files', () => {
    const next = random(20261121);
    assert.ok(texts.length > 200, `${texts.length} texts to start from`);
    let found = 0;
    for (let i = 0; i < 10_000; i++) {
      let text = texts[Math.floor(next() * texts.length)] ?? '';
      for (let change = Math.floor(next() * 4); change >= 0; change--) text = next() < 0.5 ? mutate(text, next) : mutateYaml(text, next);
      found += survives(text, i % 5 === 0, [Math.floor(next() * (text.length + 1))]);
    }
    assert.ok(found > 10_000, `${found} findings`);
  });

  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'a byte order mark': `\ufeff${head}`,
    'a byte order mark alone': '\ufeff',
    'NUL bytes': `${head}data:\n  a: "\u0000"\n\u0000\n`,
    binary: `apiVersion kind ${Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) & 255)).toString('utf8')}`,
    'markers alone': '---\n---\n...\n---\n--- \n',
    'tabs for indentation': 'apiVersion: v1\nkind: Pod\nspec:\n\tcontainers:\n\t- name: a\n',
    'mixed indentation': 'apiVersion: v1\nkind: Pod\nspec:\n    containers:\n  - name: a\n      image: b\n',
    'the same key again and again': `${head}${'data:\n  a: b\n'.repeat(200)}`,
    'carriage returns alone': head.replaceAll('\n', '\r'),
    'mixed line ends': head.replace('\n', '\r\n'),
    'a lone surrogate': `${head}data:\n  a: "\ud800"\n`,
    'brackets without end': `${head}data: ${'['.repeat(50_000)}`,
    'braces without end': `${head}data: ${'{a: '.repeat(5000)}`,
    'dashes in a row': `${head}data:\n  ${'- '.repeat(20_000)}a\n`,
    'deep indentation': `${head}data:\n${Array.from({ length: 400 }, (_, i) => `${' '.repeat(i + 2)}a:\n`).join('')}`,
    'an alias of itself': `${head}data: &a\n  b: *a\n  <<: *a\n`,
    'aliases that multiply': `${head}data:\n  a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from('bcdefghi', (name, i) => `  ${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[i]}`).join(', ')}]\n`).join('')}`,
    'merges that multiply': `${head}data:\n  a: &a { k: v }\n${Array.from('bcdefghi', (name, i) => `  ${name}: &${name} { <<: [${Array.from({ length: 9 }, () => `*${'abcdefghi'[i]}`).join(', ')}], ${name}: 1 }\n`).join('')}`,
    'a thousand documents': `${head}---\n`.repeat(1000),
    'a directive': `%YAML 1.2\n---\n${head}`,
    'complex keys': `${head}data:\n  ? [a, b]\n  : c\n  ? {d: e}\n  : f\n`,
    tags: `${head}data: !!map\n  a: !!str 1\n  b: !custom x\n  c: !!binary aGk=\n`,
    templates:
      'apiVersion: v1\nkind: {{ .Values.kind }}\nmetadata:\n  {{- include "x" . | nindent 4 }}\n{{ if .a }}\nspec: {{ toYaml .b }}\n{{ end\n',
  };
  for (const [name, text] of Object.entries(odd))
    test(
      name,
      () =>
        void survives(
          text,
          true,
          Array.from({ length: 20 }, (_, i) => Math.floor((text.length * i) / 20)),
        ),
    );

  const line = 5 * 1024 * 1024;
  const long: Readonly<Record<string, string>> = {
    'a value of 5 MB': `${head}data:\n  a: ${'x'.repeat(line)}\n`,
    'a quoted value of 5 MB': `${head}data:\n  a: "${'x '.repeat(line / 2)}"\n`,
    'a block scalar of 5 MB': `${head}data:\n  a: |\n${'    some text # and more\n'.repeat(line / 25)}`,
    '5 MB of blanks': `${head}data:\n  a:${' '.repeat(line)}x\n`,
    '5 MB of comment': `${head}# ${'x'.repeat(line)}\n`,
    '2 MB of braces that open templates': `${head}data: ${'{{'.repeat(line / 5)}`,
  };
  for (const [name, text] of Object.entries(long)) test(name, () => void survives(text));
});

test('a stream that is edited tells the same as one that is read anew', () => {
  const next = random(7);
  const watch = {
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule: RuleDefinition, error: unknown) => assert.fail(`${rule.id}: ${String(error)}`),
  };
  const near = surroundings(undefined, 'app.yaml');
  const shown = (findings: readonly Finding[], text: string, withFixes: boolean) =>
    findings.map(({ rule, span, severity, message, related, fixes }) => [
      rule.id,
      span.start,
      span.end,
      severity,
      message,
      related.map((other) => [other.at.start, other.at.end, other.message]),
      withFixes ? fixes().map(({ title, edits }) => [title, applyEdits(text, edits)]) : [],
    ]);
  for (let round = 0; round < 40; round++) {
    const kept = new KeptFindings();
    let text = Array.from({ length: 6 }, () => texts[Math.floor(next() * texts.length)] ?? '').join('---\n');
    let model: KubernetesFile | undefined;
    for (let edit = 0; edit < 12; edit++) {
      model = language.parse(text, model) as KubernetesFile;
      const edited = analyze({ language, model, text, near }, active, watch, kept).findings;
      const fresh = analyze({ language, model: language.parse(text), text, near }, active, watch).findings;
      const withFixes = edit % 4 === 3;
      assert.deepEqual(shown(edited, text, withFixes), shown(fresh, text, withFixes), JSON.stringify(text));
      text = next() < 0.2 ? `${text}\n---\n${texts[Math.floor(next() * texts.length)] ?? ''}` : mutateYaml(text, next);
    }
  }
});

test('a stream in which somebody types keeps what nobody has to be asked again, and tells the same as one that is read anew', () => {
  const next = random(19);
  const watch = {
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule: RuleDefinition, error: unknown) => assert.fail(`${rule.id}: ${String(error)}`),
  };
  const near = surroundings(undefined, 'app.yaml');
  const beside = {};
  const shown = (findings: readonly Finding[], text: string, withFixes: boolean) =>
    findings.map(({ rule, span, severity, message, related, fixes }) => [
      rule.id,
      span.start,
      span.end,
      severity,
      message,
      related.map((other) => [other.at.start, other.at.end, other.message]),
      withFixes ? fixes().map(({ title, edits }) => [title, applyEdits(text, edits)]) : [],
    ]);
  let keptFiles = 0;
  for (let round = 0; round < 60; round++) {
    const kept = new KeptFindings();
    const [few, many] = [
      texts[Math.floor(next() * texts.length)] ?? '',
      Array.from({ length: 5 }, () => texts[Math.floor(next() * texts.length)] ?? ''),
    ];
    let text = [few, ...many].join('---\n');
    let model: KubernetesFile | undefined;
    const before: string[] = [];
    for (let edit = 0; edit < 16; edit++) {
      const old: KubernetesFile | undefined = model;
      model = language.parse(text, model) as KubernetesFile;
      if (model === old) keptFiles++;
      // Not every version is judged: a hover reads one in between.
      if (edit % 5 !== 4) {
        const edited = analyze({ language, model, text, near, beside }, active, watch, kept).findings;
        const fresh = analyze({ language, model: language.parse(text), text, near }, active, watch).findings;
        const withFixes = edit % 4 === 3;
        assert.deepEqual(shown(edited, text, withFixes), shown(fresh, text, withFixes), JSON.stringify([before.at(-1), text]));
        const shownFacts = (file: unknown) =>
          language.facts?.(file as never, '/app/app.yaml').map(({ at, ...fact }) => [fact, at.start, at.end]);
        assert.deepEqual(shownFacts(model), shownFacts(language.parse(text)), JSON.stringify([before.at(-1), text]));
      }
      before.push(text);
      text = next() < 0.3 ? (before.at(-2) ?? text) : typedInto(text, next);
    }
  }
  assert.ok(keptFiles > 300, `${keptFiles} files were kept over an edit`);
});

const plainValue = /: +([\w./:-]+)$/;

/** Something behind a value, in it, in its place, or a line of its own. */
function typedInto(text: string, next: () => number): string {
  const lines = text.split('\n');
  const at = Math.floor(next() * lines.length);
  const line = lines[at] ?? '';
  const indent = /^[ -]*/.exec(line)?.[0].length ?? 0;
  const way = next();
  if (way < 0.2) lines.splice(at, 0, `${' '.repeat(indent)}# note`);
  else if (way < 0.3) lines.splice(at, 0, '');
  else if (way < 0.65) lines[at] = `${line}${['x', '1', ' # c', '-b', '.c'][Math.floor(next() * 5)]}`;
  else if (way < 0.8) {
    // Another value of the file: names, labels and ports meet.
    const values = lines.flatMap((other) => plainValue.exec(other)?.[1] ?? []);
    lines[at] = line.replace(plainValue, `: ${values[Math.floor(next() * values.length)] ?? 'x'}`);
  } else {
    const value = line.indexOf(': ') + 2;
    const place = value + Math.floor(next() * (line.length - value + 1));
    if (value > 1)
      lines[at] = next() < 0.5 ? `${line.slice(0, place)}y${line.slice(place)}` : `${line.slice(0, place)}${line.slice(place + 1)}`;
  }
  return lines.join('\n');
}
