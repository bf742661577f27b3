import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { RuleDefinition } from '../server/src/engine/rule/define.js';
import { readPage } from '../server/src/engine/rule/page.js';
import { areDisjoint, applyEdits } from '../server/src/engine/text/span.js';
import { LineIndex } from '../server/src/engine/text/lines.js';
import { rules } from '../server/src/rules/index.js';
import { activate, applyFixes, languageNamed, run } from './support/analysis.js';
import { readCases, withCarets, type ExpectedFinding, type SpecCase } from './support/spec.js';

const update = process.env['UPDATE_SPECS'] === '1';
const everyRule = activate(rules as readonly RuleDefinition[]);

for (const rule of rules as readonly RuleDefinition[]) {
  const pagePath = `server/src/rules/${rule.id}.md`;
  const morePath = `test/rules/${rule.id}.md`;
  describe(rule.id, () => {
    test('its page has what a page needs', () => checkPage(rule));
    for (const path of [pagePath, morePath]) {
      if (!existsSync(path)) continue;
      if (update) updateSpec(rule, path);
      const markdown = readFileSync(path, 'utf8');
      for (const spec of readCases(markdown, rule.language))
        test(`${path === pagePath ? 'page' : 'cases'}: ${spec.name}`, () => checkCase(rule, spec));
    }
  });
}

test('no two rules answer to one id, and no alias is a rule of ours', () => {
  const ids = (rules as readonly RuleDefinition[]).map((rule) => rule.id as string);
  assert.equal(new Set(ids).size, ids.length);
  for (const rule of rules as readonly RuleDefinition[])
    for (const alias of rule.aliases ?? []) assert.match(alias, /^[a-z-]+:[\w/.-]+$/, `${rule.id} alias ${alias}`);
});

function checkPage(rule: RuleDefinition): void {
  const page = readPage(rule.page.text);
  assert.notEqual(page.title, '', 'a title');
  assert.ok(page.opening.length > 40, 'an opening that says what is wrong and what follows');
  assert.ok(
    page.sections.some((section) => /^bad/i.test(section.heading) && section.fences.length > 0),
    'a section Bad with a fence',
  );
  assert.ok(
    page.sections.some((section) => /^good/i.test(section.heading) && section.fences.length > 0),
    'a section Good with a fence',
  );
  assert.ok(page.sources.length > 0, 'a section Sources with a link');
  if (rule.fix !== 'none') {
    const all = page.sections.flatMap((section) => section.fences);
    const more = existsSync(`test/rules/${rule.id}.md`)
      ? readPage(readFileSync(`test/rules/${rule.id}.md`, 'utf8')).sections.flatMap((section) => section.fences)
      : [];
    assert.ok(
      [...all, ...more].some((fence) => fence.words.includes('fixed')),
      'a rule with a fix shows it in a fence with the word fixed',
    );
  }
}

function checkCase(rule: RuleDefinition, spec: SpecCase): void {
  const language = languageNamed(rule.language);
  const active = rulesFor(rule, spec);
  const find = (text: string) =>
    run(text, language, active, spec.files, spec.path).findings.filter((finding) => finding.rule.id === rule.id);
  const found = find(spec.text);
  compare(spec.text, found, spec.expected);
  if (spec.isGood) assert.equal(found.length, 0, 'a good example has no finding');

  // The same text with the other line ends has the same findings.
  const crlf = spec.text.replace(/\r?\n/g, '\r\n');
  const places = (text: string): string[] => {
    const index = new LineIndex(text);
    return find(text).map((finding) => `${JSON.stringify(index.positionAt(finding.span.start))} ${finding.message.replace(/\r/g, '')}`);
  };
  assert.deepEqual(places(crlf), places(spec.text.replace(/\r\n/g, '\n')), 'CRLF and LF agree');

  // What lies on the way while typing must analyse without an exception.
  const step = Math.max(1, Math.floor(spec.text.length / 60));
  for (let length = 0; length < spec.text.length; length += step) run(spec.text.slice(0, length), language, active, spec.files, spec.path);

  for (const finding of found) {
    for (const fix of finding.fixes()) {
      assert.ok(areDisjoint(fix.edits), `edits of "${fix.title}" overlap`);
      assert.notEqual(fix.title, '');
      if (rule.fix === 'none') assert.fail(`${rule.id} says that it has no fix, but offers "${fix.title}"`);
      const after = applyEdits(spec.text, fix.edits);
      if ((fix.files ?? []).length === 0) assert.notEqual(after, spec.text, `"${fix.title}" changes nothing`);
    }
  }
  for (const fixed of spec.fixed) checkFix(rule, spec, fixed, find);
}

function checkFix(
  rule: RuleDefinition,
  spec: SpecCase,
  fixed: SpecCase['fixed'][number],
  find: (text: string) => ReturnType<typeof run>['findings'][number][],
): void {
  const language = languageNamed(rule.language);
  const files = new Map(spec.files ?? []);
  const choose = <T>(fixes: readonly T[]): T | undefined => fixes[fixed.choice - 1];
  const result = applyFixes(spec.text, find, choose, files);
  if (fixed.file !== undefined) {
    assert.equal(files.get(fixed.file), fixed.text, `the fixed ${fixed.file}`);
    return;
  }
  assert.equal(result, fixed.text, 'the fixed text');
  compare(result, find(result), fixed.expected);
  // The project's settings hold for all rules, options for the one alone.
  const { kubernetes } = spec.options;
  const others = kubernetes === undefined ? everyRule : activate(rules as readonly RuleDefinition[], { kubernetes });
  const errors = (text: string) =>
    run(text, language, others, spec.files, spec.path)
      .findings.filter((finding) => finding.severity === 'error')
      .map((finding) => finding.rule.id);
  const before = errors(spec.text);
  for (const id of errors(result)) if (!before.includes(id)) assert.fail(`the fix makes an error: ${id}`);
  if (!fixed.fence.words.includes('comments-change')) {
    for (const comment of spec.text.matchAll(/^[ \t]*#.*$/gm))
      assert.ok(result.includes(comment[0].trim()), `the comment "${comment[0]}" survives`);
  }
  // One line without a line break says nothing of the line ends.
  if (spec.fence.words.includes('no-eol')) return;
  const crlf = applyFixes(spec.text.replace(/\r?\n/g, '\r\n'), find, choose);
  assert.equal(crlf, fixed.text.replace(/\r?\n/g, '\r\n'), 'the fix keeps CRLF');
}

/** Rules about suppression comments speak of other rules' findings, so they run beside them. */
function rulesFor(rule: RuleDefinition, spec: SpecCase) {
  const alone = activate([rule], spec.options);
  return rule.id.endsWith('/unused-ignore') ? [...everyRule.filter((other) => other.rule !== rule), ...alone] : alone;
}

function compare(
  text: string,
  found: readonly { span: { start: number; end: number }; message: string }[],
  expected: readonly ExpectedFinding[],
): void {
  const show = (list: readonly { start: number; end: number; message: string }[]): string => withCarets(text, list);
  const actual = found.map((finding) => ({ ...finding.span, message: finding.message }));
  const wanted = [...expected]
    .sort((a, b) => a.start - b.start)
    .map((want) => ({ start: want.start, end: want.end ?? text.length + 1, message: want.message }));
  const isSame =
    actual.length === wanted.length &&
    [...actual]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .every((finding) => {
        const at = wanted.findIndex(
          (want) =>
            want.start === finding.start &&
            finding.message.includes(want.message) &&
            (want.end > text.length
              ? finding.end > (text.indexOf('\n', finding.start) + 1 || text.length) - 1
              : want.end === Math.max(finding.end, finding.start + 1)),
        );
        if (at === -1) return false;
        wanted.splice(at, 1);
        return true;
      });
  if (!isSame)
    assert.equal(
      show(actual),
      show(expected.map((want) => ({ start: want.start, end: want.end ?? text.length + 1, message: want.message }))),
      'findings',
    );
}

/** UPDATE_SPECS=1 writes what the rule does into carets and fixed fences; the author reads the difference. */
function updateSpec(rule: RuleDefinition, path: string): void {
  const source = readFileSync(path, 'utf8');
  const language = languageNamed(rule.language);
  const header = /<!-- rule -->[\s\S]*?<!-- \/rule -->\n*/.exec(source);
  const body = header === null ? source : source.replace(header[0], '');
  const changes: { start: number; end: number; text: string }[] = [];
  for (const spec of readCases(source, rule.language)) {
    const find = (text: string) =>
      run(text, language, rulesFor(rule, spec), spec.files, spec.path).findings.filter((finding) => finding.rule.id === rule.id);
    const carets = (text: string) =>
      withCarets(
        text,
        find(text).map((finding) => ({ ...finding.span, message: shortest(finding.message, spec.expected) })),
      );
    changes.push({ ...spec.fence.at, text: carets(spec.text) });
    for (const fixed of spec.fixed) {
      const files = new Map(spec.files ?? []);
      const result = applyFixes(spec.text, find, (fixes) => fixes[fixed.choice - 1], files);
      changes.push({ ...fixed.fence.at, text: fixed.file === undefined ? carets(result) : (files.get(fixed.file) ?? '') });
    }
  }
  let out = body;
  for (const change of changes.sort((a, b) => b.start - a.start)) out = out.slice(0, change.start) + change.text + out.slice(change.end);
  writeFileSync(path, header === null ? out : source.slice(0, header.index) + header[0] + out.slice(header.index));
}

/** Keeps the author's shorter wording where it still fits. */
function shortest(message: string, expected: readonly ExpectedFinding[]): string {
  return expected.find((want) => want.message !== '' && message.includes(want.message))?.message ?? message;
}
