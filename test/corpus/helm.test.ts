import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, test } from 'node:test';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { parseHelm } from '../../server/src/languages/helm/file.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';
import { mutate, mutateYaml, random } from '../support/mutate.js';
import { isSoundHover } from '../support/hover.js';

const language = languageNamed('helm');
const all = activate(rules as readonly RuleDefinition[]);
const active = all.filter(({ rule }) => rule.language === 'helm');
const cases = pageCases('helm');
const root = 'test/fixtures/helm/shop';

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
  );
}

/** A chart as a workspace: every file with the others beside it. */
const chart = new Map(filesBelow(root).map((file) => [relative(root, file), readFileSync(file, 'utf8')]));

function beside(path: string): ReadonlyMap<string, string> {
  const up = '../'.repeat(path.split('/').length - 1);
  return new Map([...chart].flatMap(([name, text]) => (name === path ? [] : [[`${up}${name}`, text]])));
}

/** No rule throws, every span and every edit lies in the text, hover, facts, comments and outline answer. */
function survives(
  text: string,
  path: string,
  files: ReadonlyMap<string, string> | undefined,
  offsets: readonly number[],
  withFixes = false,
): number {
  const { findings, subject } = run(text, language, active, files, path);
  const where = JSON.stringify(text.slice(0, 4000));
  for (const { span, rule, fixes } of findings) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${rule.id} points outside of ${where}`);
    const place = language.commentPlace(subject.model, span);
    assert.ok(place === undefined || (place >= 0 && place <= text.length), `${rule.id}: a comment outside of ${where}`);
    if (!withFixes) continue;
    for (const { edits, title } of fixes()) {
      for (const { span: at } of edits)
        assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${rule.id}: ${title} outside of ${where}`);
      applyEdits(text, edits);
    }
  }
  for (const fact of language.facts?.(subject.model, `/workspace/${path}`) ?? []) {
    assert.ok(fact.at.start >= 0 && fact.at.start <= fact.at.end && fact.at.end <= text.length, `${fact.kind} outside of ${where}`);
    assert.ok(!/undefined|NaN|\uE000/.test(JSON.stringify(fact.data)), `${fact.kind} ${JSON.stringify(fact.data)} of ${where}`);
  }
  for (const comment of language.comments(subject.model)) assert.ok(comment.span.end <= text.length, where);
  for (const symbol of language.navigation?.symbols?.(subject.model) ?? [])
    assert.ok(
      symbol.span.start <= symbol.nameSpan.start && symbol.nameSpan.end <= symbol.span.end && symbol.span.end <= text.length,
      `${symbol.name} of ${where}`,
    );
  for (const offset of offsets) {
    language.navigation?.mentions(subject.model, offset, subject.near);
    language.navigation?.renamable?.(subject.model, offset, subject.near);
    const hover = language.hover?.(subject.model, offset, subject.near);
    if (hover !== undefined) isSoundHover(hover, offset, text, where);
  }
  return findings.length;
}

describe('bad charts', () => {
  for (const [path, text] of chart) {
    test(`every 13th prefix of ${path}`, () => {
      const files = beside(path);
      for (let length = 0; length <= text.length; length += 13) survives(text.slice(0, length), path, files, [length], length % 11 === 0);
    });
  }

  test('1,500 mutated files', () => {
    const next = random(20261121);
    assert.ok(cases.length > 80, `${cases.length} cases`);
    const paths = [...chart.keys()];
    let found = 0;
    for (let i = 0; i < 1500; i++) {
      const spec = cases[Math.floor(next() * cases.length)]?.spec;
      const isCase = i % 4 !== 0 && spec !== undefined;
      const path = isCase ? (spec.path ?? 'templates/app.yaml') : (paths[Math.floor(next() * paths.length)] ?? '');
      let text = isCase ? spec.text : (chart.get(path) ?? '');
      for (let change = Math.floor(next() * 4); change >= 0; change--) text = next() < 0.6 ? mutate(text, next) : mutateYaml(text, next);
      const files = isCase ? spec.files : undefined;
      found += survives(text, path, i % 2 === 0 ? files : undefined, [Math.floor(next() * (text.length + 1))], i % 3 === 0);
    }
    assert.ok(found > 500, `${found} findings`);
  });

  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'a byte order mark': '\ufeff{{ .Values.a }}',
    'NUL bytes': '{{ .Values.a\u0000 }}\u0000',
    'only braces': '{{}}{{{{}}}}{{ {{ }} }}',
    'braces without end': '{{ '.repeat(20_000),
    'blocks without end': '{{ if .a }}'.repeat(5000),
    'ends without blocks': '{{ end }}'.repeat(5000),
    'parentheses without end': `{{ ${'('.repeat(3000)}`,
    'a long chain': `{{ .Values${'.a'.repeat(20_000)} }}`,
    'a value of 2 MB': `a: ${'x'.repeat(2 << 20)}\n`,
    '2 MB of blanks': `a:${' '.repeat(2 << 20)}b\n`,
  };
  for (const [name, text] of Object.entries(odd))
    for (const path of ['templates/a.yaml', 'templates/_a.tpl', 'values.yaml', 'Chart.yaml', 'values.schema.json'])
      test(`${name} as ${path}`, () => void survives(text, path, beside(path), [0, text.length >> 1, text.length], true));
});

test('a chart that is well made has what is wrong with it told, and nothing else', () => {
  const recommended = all.filter(({ rule }) => rule.presets.includes('recommended'));
  const found = [...chart].flatMap(([path, text]) =>
    run(text, language, recommended, beside(path), path).findings.map(
      ({ rule, span }) => `${path} ${text.slice(span.start, span.end)} ${rule.id}`,
    ),
  );
  assert.deepEqual(found, [
    'templates/deployment.yaml latest kubernetes/image-without-version',
    'templates/deployment.yaml true kubernetes/privileged-container',
  ]);
});

test('an edited model tells the same as a fresh one', () => {
  const next = random(5);
  const near = (path: string, text: string) => run(text, language, [], beside(path), path).subject.near;
  for (const [path, start] of chart) {
    let text = path === 'values.yaml' ? start.repeat(1) + Array.from({ length: 300 }, (_, i) => `key${i}:\n  a: ${i}\n`).join('') : start;
    let model = parseHelm(text, undefined, `/workspace/${path}`);
    for (let edit = 0; edit < 20; edit++) {
      const at = Math.floor(next() * text.length);
      text = next() < 0.7 ? `${text.slice(0, at)}${'ab1 '[Math.floor(next() * 4)] ?? ''}${text.slice(at)}` : mutate(text, next);
      model = parseHelm(text, model, `/workspace/${path}`);
      const fresh = parseHelm(text, undefined, `/workspace/${path}`);
      const facts = (of: typeof model) =>
        (language.facts?.(of, `/workspace/${path}`) ?? []).map(({ kind, key, data, at: { start: from, end } }) => [
          kind,
          key,
          data,
          from,
          end,
        ]);
      assert.deepEqual(facts(model), facts(fresh), `${path} ${JSON.stringify(text)}`);
    }
    near(path, text);
  }
});
