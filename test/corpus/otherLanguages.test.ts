import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { activeRules } from '../../server/src/engine/config/config.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { lineStart } from '../../server/src/engine/text/lines.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { readConfigText, soundConfig } from '../../server/src/host/configText.js';
import { configHover, offersAt } from '../../server/src/languages/slipwayConfig/offers.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { exampleFiles, pageCases } from '../support/corpus.js';
import { mutate, random } from '../support/mutate.js';
import { isSoundHover } from '../support/hover.js';

const all = rules as readonly RuleDefinition[];

function mutated(sources: readonly string[], next: () => number): string {
  let text = sources[Math.floor(next() * sources.length)] ?? '';
  for (let change = Math.floor(next() * 4); change >= 0; change--) text = mutate(text, next);
  return text;
}

describe('.dockerignore', () => {
  const language = languageNamed('dockerignore');
  const active = activate(all.filter((rule) => rule.language === 'dockerignore'));
  const cases = pageCases('dockerignore');
  const texts = [...exampleFiles('dockerignore').map((file) => readFileSync(file, 'utf8')), ...cases.map(({ spec }) => spec.text)];

  test('10,000 mutated files beside the files of the pages', () => {
    const next = random(31);
    assert.ok(texts.length > 20, `${texts.length} texts to start from`);
    let found = 0;
    for (let i = 0; i < 10_000; i++) {
      const text = mutated(texts, next);
      const beside = cases[i % cases.length]?.spec.files;
      const { findings, subject } = run(text, language, active, beside);
      found += findings.length;
      for (const { span, rule } of findings)
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${rule.id} on ${JSON.stringify(text)}`);
      for (const offset of [0, Math.floor(next() * text.length), text.length]) {
        const hover = language.hover?.(subject.model, offset, subject.near);
        if (hover === undefined) continue;
        assert.ok(hover.span.start <= offset && offset <= hover.span.end && hover.span.end <= text.length, JSON.stringify(text));
      }
    }
    assert.ok(found > 10_000, `${found} findings`);
  });
});

describe('hover of a Dockerfile', () => {
  const language = languageNamed('dockerfile');

  test('at every offset of every page case, and at some of mutated ones, it covers the offset', () => {
    const next = random(32);
    const cases = pageCases('dockerfile');
    let hovers = 0;
    const ask = (text: string, offsets: Iterable<number>, files?: ReadonlyMap<string, string>): void => {
      const { subject } = run(text, language, [], files);
      for (const offset of offsets) {
        const hover = language.hover?.(subject.model, offset, subject.near);
        if (hover === undefined) continue;
        hovers++;
        isSoundHover(hover, offset, text, JSON.stringify(text));
      }
    };
    for (const { spec } of cases) ask(spec.text, Array(spec.text.length + 1).keys(), spec.files);
    const texts = cases.map(({ spec }) => spec.text);
    for (let i = 0; i < 3000; i++) {
      const text = mutated(texts, next);
      ask(
        text,
        Array.from({ length: 10 }, () => Math.floor(next() * (text.length + 1))),
      );
    }
    assert.ok(hovers > 10_000, `${hovers} hovers`);
  });
});

describe('.slipway.yaml', () => {
  const sources = [
    'preset: strict\nrules:\n  dockerfile/long-file:\n    severity: info\n  dockerfile/latest-base-image: off\nleaveTo: [hadolint]\n',
    'overrides:\n  - files: ["a/**", b]\n    preset: all\n    rules:\n      dockerfile/apt-without-yes: error\n  - files: [c]\n    rules: {dockerfile/no-stage: {severity: hint}}\n',
    'rules: &a\n  dockerfile/no-stage: off\noverrides:\n  - files: x\n    rules: *a\n# end\n',
    'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    '{"preset": "none", "rules": {"dockerfile/apt-without-yes": "on"}}',
    '? [complex]\n: "key"\n<<: {preset: all}\n!!binary aGk=: 1\n--- \n...\n',
  ];

  test('an empty first line has a start', () => {
    assert.deepEqual(
      [0, 1, 2].map((offset) => lineStart('\n\na', offset)),
      [0, 1, 2],
    );
    assert.equal(offersAt('\n  - preset: ', 13, all)?.hasColon, true);
  });

  test('4,000 mutated files: read, told, completed and put to use without an exception', () => {
    const next = random(33);
    let problems = 0;
    let offers = 0;
    for (let i = 0; i < 4000; i++) {
      const text = mutated(sources, next);
      const where = JSON.stringify(text);
      const reading = readConfigText(text, all);
      for (const { span, line, message, fix } of reading.problems) {
        problems++;
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length && line >= 0, `${message} on ${where}`);
        assert.notEqual(message, '');
        if (fix !== undefined) assert.notEqual(applyEdits(text, fix.edits), text, `"${fix.title}" on ${where}`);
      }
      const active = activeRules(all, [reading.config], () => true);
      for (const { severity } of active) assert.match(severity, /^(?:error|warning|info|hint)$/, where);
      // An override may have lost its last glob; apart from that, what was found sound once is sound for good.
      const sound = soundConfig(reading.config, all);
      assert.deepEqual(soundConfig(sound, all), sound, where);
      const offset = Math.floor(next() * (text.length + 1));
      configHover(text, offset, all);
      const offered = offersAt(text, offset, all);
      if (offered === undefined) continue;
      offers += offered.offers.length;
      assert.ok(offered.span.start <= offset && offset <= offered.span.end && offered.span.end <= text.length, `${offset} of ${where}`);
    }
    assert.ok(problems > 1000, `${problems} problems`);
    assert.ok(offers > 1000, `${offers} offers`);
  });
});
