import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { analyze, keptRuns, type AnalysisWatch } from '../../server/src/engine/analyze.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import type { Finding } from '../../server/src/engine/rule/finding.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { dockerfileLanguage } from '../../server/src/languages/dockerfile/language.js';
import type { ParsedDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, surroundings } from '../support/analysis.js';
import { mutate, random } from '../support/mutate.js';
import { readCases } from '../support/spec.js';

const own = (rules as readonly RuleDefinition[]).filter(({ language }) => language === 'dockerfile');
const active = activate(own);
const fences = own.flatMap((rule) =>
  readCases(readFileSync(`server/src/rules/${rule.id}.md`, 'utf8'), 'dockerfile').map(({ text }) => text),
);
const language = dockerfileLanguage as never;
const files = new Map([
  ['package.json', '{}'],
  ['requirements.txt', ''],
  ['.env', 'A=1'],
  ['src/index.js', ''],
  ['.git/HEAD', ''],
]);

/** What a person does to lines, and what keeps the number and kinds of instructions or does not. */
function editedLines(text: string, next: () => number): string {
  const lines = text.split('\n');
  const at = Math.floor(next() * lines.length);
  const other = Math.floor(next() * lines.length);
  const line = lines[at] ?? '';
  switch (Math.floor(next() * 8)) {
    case 0:
      lines.splice(at, 0, next() < 0.5 ? '' : '# a note');
      break;
    case 1:
      lines.splice(at, 1);
      break;
    case 2:
      lines.splice(other, 0, line);
      break;
    case 3:
      [lines[at], lines[other]] = [lines[other] ?? '', line];
      break;
    case 4:
      lines[at] = `${line}x`;
      break;
    case 5:
      lines[at] = line.slice(0, -1);
      break;
    case 6:
      lines.splice(
        at,
        0,
        ['USER app', 'ENV A=b', 'ARG V', 'SHELL ["pwsh", "-c"]', 'WORKDIR /x', 'FROM alpine AS x', 'ENTRYPOINT a'][
          Math.floor(next() * 7)
        ] ?? '',
      );
      break;
    default:
      lines[at] = line.replace(/[\w./-]+$/, fences[Math.floor(next() * fences.length)]?.split(/\s+/)[2] ?? '');
  }
  return lines.join('\n');
}

const shown = (findings: readonly Finding[], text: string, withFixes: boolean): unknown[] =>
  findings.map(({ rule, span, severity, message, related, isAbsence, fixes }) => [
    rule.id,
    span.start,
    span.end,
    severity,
    message,
    isAbsence === true,
    related.map((place) => [place.at.start, place.at.end, place.message]),
    withFixes ? fixes().map(({ title, edits }) => [title, applyEdits(text, edits)]) : [],
  ]);

const watch: AnalysisWatch = {
  now: () => 0,
  ruleTook: () => undefined,
  ruleFailed: (rule, error) => assert.fail(`${rule.id}: ${error instanceof Error ? error.stack : String(error)}`),
};

/** Judges the text version by version, and each version by itself too. */
class Session {
  readonly #runs = keptRuns(watch);
  readonly #near = surroundings(files);
  readonly #beside = {};
  #model: ParsedDockerfile | undefined;
  #before = '';

  /** A version that nobody judges: a hover read it. */
  read(text: string): void {
    this.#model = dockerfileLanguage.parse(text, this.#model);
  }

  compare(text: string, withFixes: boolean): number {
    this.read(text);
    const near = this.#near;
    const edited = analyze(
      { language, model: this.#model, text, near, beside: this.#beside, isWatched: true },
      active,
      watch,
      undefined,
      this.#runs,
    );
    const fresh = analyze({ language, model: dockerfileLanguage.parse(text), text, near }, active, watch);
    assert.deepEqual(shown(edited.findings, text, withFixes), shown(fresh.findings, text, withFixes), JSON.stringify([this.#before, text]));
    this.#before = text;
    return fresh.findings.length;
  }
}

describe('a Dockerfile that is edited tells the same as one that is read anew', () => {
  test('several files in one, their lines edited', () => {
    const next = random(11);
    let found = 0;
    for (let round = 0; round < 120; round++) {
      const session = new Session();
      let text = Array.from({ length: 4 }, () => fences[Math.floor(next() * fences.length)] ?? '').join('\n');
      for (let edit = 0; edit < 15; edit++) {
        if (next() < 0.2) session.read(editedLines(text, next));
        found += session.compare(text, edit % 3 === 2);
        text = next() < 0.8 ? editedLines(text, next) : mutate(text, next);
      }
    }
    assert.ok(found > 10_000, `${found} findings were compared`);
  });

  test('every page, moved by a comment above it and with something else in force', () => {
    for (const text of fences) {
      const session = new Session();
      session.compare(text, true);
      session.compare(`# a note\n${text}`, true);
      session.compare(`${text}\n# a note\n`, true);
      session.compare(text.replace(/^(FROM [^\n]*\n)/m, '$1USER app\nENV A=b\n'), true);
      session.compare(text.replace(/^FROM [^\n]*\n/m, 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n'), true);
      session.compare(text, true);
    }
  });

  test('every page, written line by line', () => {
    for (const text of fences) {
      const session = new Session();
      const lines = text.split('\n');
      for (const [i, line] of lines.entries()) {
        // The same kinds of instructions, and then one that is not there yet.
        for (const other of [`${line}x`, line.replace(/(?<=\S\s+)\S.*/, 'x')])
          session.compare([...lines.slice(0, i), other, ...lines.slice(i + 1)].join('\n'), false);
        session.compare(text, false);
      }
    }
  });

  test('a file with more findings of a rule than are told', () => {
    const next = random(23);
    const session = new Session();
    let text = `FROM alpine:3.20\n${Array.from({ length: 130 }, (_, i) => `ENV KEY_${i} value\nRUN cd /srv && ls`).join('\n')}\n`;
    for (let edit = 0; edit < 12; edit++) {
      session.compare(text, edit % 4 === 3);
      text = editedLines(text, next);
    }
  });
});

describe('Dockerfiles that are judged one after the other', () => {
  test('what one leaves to the next reads the same', () => {
    const reader = dockerfileLanguage.passing?.();
    assert.ok(reader !== undefined);
    const near = surroundings(files);
    // Most texts are met again: in the same file, in one that was let go of, and with something else in force.
    const texts = [...fences, ...fences.map((fence, i) => `${fences[(i * 7 + 3) % fences.length] ?? ''}\n${fence}\n${fence}`), ...fences];
    for (const text of texts) {
      const model = reader.parse(text);
      const left = analyze({ language, model, text, near }, active, watch);
      const own = dockerfileLanguage.parse(text);
      const fresh = analyze({ language, model: own, text, near }, active, watch);
      assert.deepEqual(shown(left.findings, text, false), shown(fresh.findings, text, false), text);
      const told = (of: ParsedDockerfile): string => JSON.stringify(dockerfileLanguage.facts?.(of, '/srv/api/Dockerfile'));
      assert.equal(told(model), told(own), text);
      reader.release(model);
    }
  });
});
