import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { analyze } from '../../server/src/engine/analyze.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import type { ComposeFile } from '../../server/src/languages/compose/model.js';
import { parseCompose } from '../../server/src/languages/compose/file.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run, surroundings } from '../support/analysis.js';
import { exampleFiles, pageCases } from '../support/corpus.js';
import { mutate, mutateYaml, random } from '../support/mutate.js';
import { isSoundHover } from '../support/hover.js';

const language = languageNamed('compose');
const active = activate((rules as readonly RuleDefinition[]).filter((rule) => rule.language === 'compose'));
const examples = exampleFiles('compose');
const cases = pageCases('compose');
const texts = [...examples.map((file) => readFileSync(file, 'utf8')), ...cases.map(({ spec }) => spec.text)];

/** No rule throws, every span and every edit lies in the text, hover, facts and comments answer. */
function survives(
  text: string,
  withFixes = false,
  offsets: readonly number[] = [0, text.length >> 1, text.length],
  files?: ReadonlyMap<string, string>,
  path?: string,
): number {
  const { findings, subject } = run(text, language, active, files, path);
  const where = JSON.stringify(text.slice(0, 5000));
  for (const { span, rule, related, fixes } of findings) {
    for (const at of [span, ...related.filter(({ path }) => path === undefined).map(({ at }) => at)])
      assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${rule.id} points outside of ${where}`);
    const place = language.commentPlace(subject.model, span);
    assert.ok(place === undefined || (place >= 0 && place <= text.length), `${rule.id}: a comment outside of ${where}`);
    if (!withFixes) continue;
    for (const { edits, title } of fixes()) {
      for (const { span: at } of edits)
        assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${rule.id}: ${title} edits outside of ${where}`);
      const after = applyEdits(text, edits);
      if (text.length < 5000 && (subject.model as ComposeFile).isSound && !/!!|[?&*]/.test(text))
        assert.deepEqual(parseCompose(after).faults, [], `${rule.id}: ${title} breaks ${where} to ${JSON.stringify(after)}`);
    }
  }
  for (const fact of language.facts?.(subject.model, '/workspace/shop/compose.yaml') ?? []) {
    assert.ok(fact.at.start >= 0 && fact.at.end <= text.length, `${fact.kind} outside of ${where}`);
    assert.ok(!/undefined|NaN|\uE000/.test(JSON.stringify(fact.data)), `${fact.kind} ${JSON.stringify(fact.data)} of ${where}`);
  }
  language.comments(subject.model);
  for (const offset of offsets) {
    const hover = language.hover?.(subject.model, offset, subject.near);
    if (hover !== undefined) isSoundHover(hover, offset, text, where);
  }
  return findings.length;
}

describe('bad Compose files', () => {
  for (const file of examples) {
    test(`every prefix of ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      for (let length = 0; length <= text.length; length++) survives(text.slice(0, length), length % 11 === 0, [length]);
    });
  }

  test('hover at every offset of the examples and pages', () => {
    let hovers = 0;
    for (const text of texts) {
      const { subject } = run(text, language, []);
      for (let offset = 0; offset <= text.length; offset++) {
        const hover = language.hover?.(subject.model, offset, subject.near);
        if (hover === undefined) continue;
        hovers++;
        isSoundHover(hover, offset, text, text);
      }
    }
    assert.ok(hovers > 3000, `${hovers} hovers`);
  });

  test('4,000 mutated files, with and without what lies beside them', () => {
    const next = random(20261122);
    assert.ok(texts.length > 100, `${texts.length} texts to start from`);
    let found = 0;
    for (let i = 0; i < 4000; i++) {
      const spec = cases[Math.floor(next() * cases.length)]?.spec;
      let text = i % 10 === 0 ? (texts[Math.floor(next() * examples.length)] ?? '') : (spec?.text ?? '');
      for (let change = Math.floor(next() * 4); change >= 0; change--) text = next() < 0.4 ? mutate(text, next) : mutateYaml(text, next);
      found += survives(text, i % 3 === 0, [Math.floor(next() * (text.length + 1))], i % 2 === 0 ? spec?.files : undefined, spec?.path);
    }
    assert.ok(found > 4000, `${found} findings`);
  });

  const head = 'services:\n  web:\n    image: nginx:1.29\n';
  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'a byte order mark': `\ufeff${head}`,
    'NUL bytes': `${head}    user: "\u0000"\n\u0000\n`,
    binary: `services: ${Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) & 255)).toString('utf8')}`,
    'a list at the top': '- services\n- web\n',
    'a word at the top': 'services',
    'services as a list': 'services:\n  - web\n  - db\n',
    'services as text': 'services: web\n',
    'every key null':
      'services:\n  web:\n    image:\n    build:\n    ports:\n    volumes:\n    environment:\n    depends_on:\n    healthcheck:\n    develop:\n    deploy:\n    extends:\n    networks:\nnetworks:\nvolumes:\ninclude:\n',
    'every key a map':
      'services:\n  web: { image: {}, build: {}, ports: {}, volumes: {}, environment: {}, depends_on: {}, healthcheck: {}, develop: {}, deploy: {}, extends: {}, networks: {}, env_file: {}, secrets: {} }\n',
    'every key a list':
      'services:\n  web: { image: [], build: [], ports: [[]], volumes: [[]], environment: [[]], depends_on: [[]], healthcheck: [], develop: [], deploy: [], extends: [], networks: [[]], env_file: [[]], secrets: [[]] }\n',
    'services that extend each other': 'services:\n  a: { extends: b }\n  b: { extends: { service: a } }\n  c: { extends: c }\n',
    'services that wait for each other': `services:\n${Array.from({ length: 200 }, (_, i) => `  s${i}: { image: "a:1", depends_on: [${Array.from({ length: 50 }, (_, j) => `s${(i * 7 + j) % 200}`).join(', ')}] }\n`).join('')}`,
    'a merge of itself': 'services:\n  web: &web\n    <<: *web\n    image: nginx\n',
    'merges that multiply': `x-a: &a { A: v }\n${Array.from('bcdefghi', (name, i) => `x-${name}: &${name} { <<: [${Array.from({ length: 9 }, () => `*${'abcdefghi'[i]}`).join(', ')}], ${name}: 1 }\n`).join('')}services:\n  web:\n    environment: *i\n`,
    'several documents': `${head}---\n${head}---\nnetworks:\n  a:\n`,
    'dollars in a row': `${head}    command: ${'$'.repeat(20_001)}\n`,
    'variables in variables': `${head}    command: ${'${A:-'.repeat(3000)}${'}'.repeat(3000)}\n`,
    'variables without end': `${head}    command: ${'${A:-'.repeat(10_000)}\n`,
    'many ports': `${head}    ports:\n${Array.from({ length: 2000 }, (_, i) => `      - "${i}:80"\n`).join('')}`,
    'Docker formats': `${head}    hostname: "{{.Node.Hostname}}"\n    logging: { options: { tag: "{{.Name}}/{{.ID}}" } }\n`,
    templates: `services:\n{% for s in services %}\n  {{ s.name }}:\n    image: {{ s.image }}\n{% endfor %}\n`,
    tabs: 'services:\n\tweb:\n\t\timage: nginx\n',
    'brackets without end': `services: ${'['.repeat(50_000)}`,
    'the same service again and again': `services:\n${'  web: { image: a }\n'.repeat(300)}`,
    tags: `services:\n  web: !reset null\n  db:\n    image: !!str postgres\n    ports: !override ["1:2"]\n`,
  };
  for (const [name, text] of Object.entries(odd))
    test(name, () => {
      survives(
        text,
        true,
        Array.from({ length: 20 }, (_, i) => Math.floor((text.length * i) / 20)),
        new Map([['compose.override.yaml', head]]),
      );
    });

  const line = 5 * 1024 * 1024;
  const long: Readonly<Record<string, string>> = {
    'a value of 5 MB': `${head}    command: ${'x'.repeat(line)}\n`,
    'a port of 5 MB': `${head}    ports: ["${'1:'.repeat(line / 2)}"]\n`,
    'a volume of 5 MB': `${head}    volumes: ["${'a:'.repeat(line / 2)}"]\n`,
    '5 MB of blanks': `${head}    command:${' '.repeat(line)}x\n`,
    '5 MB of comment': `${head}# ${'x'.repeat(line)}\n`,
    '2 MB of braces that open templates': `${head}    command: ${'{{'.repeat(line / 5)}`,
  };
  for (const [name, text] of Object.entries(long)) test(name, () => void survives(text));
});

test('the examples: the first is wrong in many ways, the second is clean under recommended', () => {
  const recommended = active.filter(({ rule }) => rule.presets.includes('recommended'));
  const folder = 'examples/myapp';
  const files = new Map(
    ['Dockerfile', 'Dockerfile.good', 'app/main.py', 'requirements.txt', '.gitignore', 'compose.yaml', 'compose.good.yaml'].map((name) => [
      name,
      readFileSync(`${folder}/${name}`, 'utf8'),
    ]),
  );
  const found = (name: string): readonly string[] => {
    const beside = new Map([...files].filter(([other]) => other !== name));
    return run(files.get(name) ?? '', language, recommended, beside, name).findings.map(({ rule, message }) => `${rule.id}: ${message}`);
  };
  assert.deepEqual(found('compose.good.yaml'), []);
  const wrong = new Set(found('compose.yaml').map((each) => each.split(':')[0]));
  assert.ok(wrong.size >= 15, [...wrong].join(' '));
});

test('a large file that is edited tells the same as one that is read anew', () => {
  const next = random(11);
  const near = surroundings(undefined, 'compose.yaml');
  const watch = {
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule: RuleDefinition, error: unknown) => assert.fail(`${rule.id}: ${String(error)}`),
  };
  const told = (model: ComposeFile, text: string): unknown =>
    analyze({ language, model, text, near }, active, watch).findings.map(({ rule, span, message, fixes }) => [
      rule.id,
      span.start,
      span.end,
      message,
      fixes().map(({ title, edits }) => [title, applyEdits(text, edits)]),
    ]);
  let carried = 0;
  for (let round = 0; round < 12; round++) {
    const services = Array.from({ length: 150 }, (_, i) => {
      const from = parseCompose(texts[Math.floor(next() * texts.length)] ?? '');
      const body = from.services[0]?.map?.written ?? 'image: a';
      const service = `  s${i}:\n    ${body}\n`;
      return /[&*]/.test(body) || !parseCompose(`services:\n${service}`).isSound ? '' : service;
    });
    let text = `services:\n${services.join('')}volumes:\n  data:\n`;
    let model: ComposeFile | undefined;
    let sound = text;
    for (let edit = 0; edit < 8; edit++) {
      const before = model?.roots[0];
      model = parseCompose(text, model);
      if (before !== undefined && model.roots[0] === before) carried++;
      assert.deepEqual(told(model, text), told(parseCompose(text), text), JSON.stringify(text));
      if (model.isSound) sound = text;
      else text = sound;
      const at = Math.floor(next() * text.length);
      text = next() < 0.7 ? `${text.slice(0, at)}${'abc1 '[Math.floor(next() * 5)] ?? ''}${text.slice(at)}` : mutateYaml(text, next);
    }
  }
  assert.ok(carried > 10, `${carried} carried`);
});

test('a text that does not change keeps its model', () => {
  const model = parseCompose('services: {}\n');
  assert.equal(parseCompose('services: {}\n', model), model);
});
