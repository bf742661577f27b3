import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { analyze } from '../../server/src/engine/analyze.js';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
import { dockerfileLanguage } from '../../server/src/languages/dockerfile/language.js';
import { parseDockerfile, type ParsedDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { rules } from '../../server/src/rules/index.js';
import { activate, languageNamed, run, surroundings } from '../support/analysis.js';
import { mutate, random } from '../support/mutate.js';
import { readCases } from '../support/spec.js';

const all = rules as readonly RuleDefinition[];
const active = {
  dockerfile: activate(all.filter(({ language }) => language === 'dockerfile')),
  dockerignore: activate(all.filter(({ language }) => language === 'dockerignore')),
};
type Id = keyof typeof active;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)],
  );
}

const examples = filesBelow('examples').filter((file) => /Dockerfile|\.dockerignore$/.test(file));
/** Every text of the rule pages: short, and each with something special in it. */
const fences = all
  .filter(({ language }) => language === 'dockerfile')
  .flatMap((rule) => readCases(readFileSync(`server/src/rules/${rule.id}.md`, 'utf8'), 'dockerfile').map(({ text }) => text));
const idOf = (file: string): Id => (file.endsWith('.dockerignore') ? 'dockerignore' : 'dockerfile');

/** No rule throws, every span lies in the text, and what a fix would do can be asked. */
function survives(text: string, id: Id = 'dockerfile', withFixes = false): void {
  const { findings, subject } = run(
    text,
    languageNamed(id),
    active[id],
    new Map([
      ['package.json', '{}'],
      ['.git/HEAD', ''],
    ]),
  );
  for (const { span, rule, related, fixes } of findings) {
    for (const at of [span, ...related.filter(({ path }) => path === undefined).map(({ at }) => at)])
      assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${rule.id} points outside of ${JSON.stringify(text)}`);
    if (!withFixes) continue;
    for (const { edits, title } of fixes())
      for (const edit of edits)
        assert.ok(
          edit.span.start >= 0 && edit.span.start <= edit.span.end && edit.span.end <= text.length,
          `${rule.id}: ${title} edits outside`,
        );
  }
  for (const offset of [0, text.length >> 1, text.length]) subject.language.hover?.(subject.model, offset, subject.near);
}

describe('bad input', () => {
  for (const file of examples) {
    test(`every prefix of ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      for (let length = 0; length <= text.length; length++) survives(text.slice(0, length), idOf(file), length % 7 === 0);
    });
  }

  test('10,000 mutated files', () => {
    const next = random(20261121);
    const sources = [...examples.filter((file) => idOf(file) === 'dockerfile').map((file) => readFileSync(file, 'utf8')), ...fences];
    assert.ok(sources.length > 300, `${sources.length} texts to start from`);
    for (let i = 0; i < 10_000; i++) {
      let text = sources[Math.floor(next() * sources.length)] ?? '';
      const changes = 1 + Math.floor(next() * 4);
      for (let change = 0; change < changes; change++) text = mutate(text, next);
      survives(text, 'dockerfile', i % 5 === 0);
    }
  });

  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'a byte order mark': '\ufeffFROM alpine\nRUN apk add curl\n',
    'a byte order mark alone': '\ufeff',
    'NUL bytes': 'FROM alpine\u0000\nRUN \u0000\n\u0000',
    binary: Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) & 255)).toString('utf8'),
    'comments alone': '# one\n# two\n\n#',
    'continuations alone': 'RUN \\\n\\\n\\\n\\',
    'carriage returns alone': 'FROM alpine\rRUN apk add curl\rCMD x',
    'mixed line ends': 'FROM alpine\r\nRUN apk add \\\n  curl\r\n\rCMD x\r',
    'a lone surrogate': 'FROM alpine\nLABEL a="\ud800"\n',
    'a thousand stages': Array.from(
      { length: 1000 },
      (_, i) => `FROM ${i === 0 ? 'alpine' : `s${i - 1}`} AS s${i}\nRUN apk add x${i}\n`,
    ).join(''),
    'deep nesting': `FROM alpine\nRUN ${'$('.repeat(400)}x${')'.repeat(400)}\n`,
    'many quotes': `FROM alpine\nENV A=${'"a'.repeat(5000)}\n`,
    'many variables': `FROM alpine\nENV A=${'${A:-'.repeat(8000)}${'}'.repeat(8000)}\n`,
    'an open here-document': `FROM alpine\nRUN <<EOF\n${'line\n'.repeat(5000)}`,
    'many here-documents': `FROM alpine\nRUN ${'<<A '.repeat(300)}\n${'A\n'.repeat(200)}`,
    'self-reference': 'ARG A=${A}\nFROM ${A} AS ${A}\nFROM a AS a\nCOPY --from=a . .\n',
  };
  for (const [name, text] of Object.entries(odd)) test(name, () => survives(text, 'dockerfile', true));

  const line = 5 * 1024 * 1024;
  const long: Readonly<Record<string, string>> = {
    'one line of 5 MB': `FROM alpine\nRUN echo ${'x'.repeat(line)}\n`,
    'one line of 5 MB in words': `FROM alpine\nRUN ${'echo a && '.repeat(line / 10)}true\n`,
    '5 MB of blanks': `FROM alpine\nRUN ${' '.repeat(line)}x\n`,
    '5 MB without an instruction': 'a'.repeat(line),
    '1 MB of .dockerignore': 'a/b\n'.repeat(line / 20),
  };
  for (const [name, text] of Object.entries(long))
    test(name, () => survives(text, name.includes('ignore') ? 'dockerignore' : 'dockerfile'));
});

test('an edited model is the same as a fresh one', () => {
  const next = random(7);
  const watch = {
    now: () => 0,
    ruleTook: () => undefined,
    ruleFailed: (rule: RuleDefinition, error: unknown) => assert.fail(`${rule.id}: ${String(error)}`),
  };
  const findings = (text: string, model: ParsedDockerfile): string[] =>
    analyze({ language: dockerfileLanguage as never, model, text, near: surroundings(undefined) }, active.dockerfile, watch).findings.map(
      ({ rule, span, message }) => `${span.start}-${span.end} ${rule.id} ${message}`,
    );
  // What rules do not look at today counts as well.
  const shape = ({ instructions, comments, directives, stages }: ParsedDockerfile): unknown => ({
    instructions: instructions.map(({ kind, index, span, head, keyword, flags, words, heredocs, variables, stage }) => ({
      kind,
      index,
      spans: [span, head, keyword.span, ...[flags, words, variables].flatMap((list) => list.map((part) => part.span))],
      heredocs,
      stage: stage?.index,
    })),
    comments: comments.map((comment) => [comment.text, comment.span, comment.inside]),
    directives: directives.map((directive) => [directive.name, directive.span]),
    stages: stages.map(({ name, uses, parent, instructions: own, cmd, entrypoint, healthcheck, end }) => ({
      name,
      parent: parent?.index,
      uses: uses.map((use) => [use.kind, use.instruction.span, use.by.index]),
      own: own.map((instruction) => instruction.index),
      inForce: [cmd, entrypoint, healthcheck].map((instruction) => instruction?.span),
      end: [end.user?.span, end.workdir, end.shell.kind, end.names()],
    })),
  });
  let text = examples
    .filter((file) => idOf(file) === 'dockerfile')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  let model = parseDockerfile(text);
  for (let i = 0; i < 2000; i++) {
    const start = text;
    text = i % 50 === 49 ? (fences[Math.floor(next() * fences.length)] ?? '') + text.slice(0, 4000) : mutate(text, next);
    if (text.length > 12_000) text = text.slice(0, 6000);
    model = parseDockerfile(text, model);
    if (i % 4 === 0) assert.deepEqual(shape(model), shape(parseDockerfile(text)), `the model after change ${i}`);
    // The model must have been read as well, or what a later version takes over is never built.
    assert.deepEqual(
      findings(text, model),
      findings(text, parseDockerfile(text)),
      `after change ${i} of ${JSON.stringify(start.slice(0, 80))}`,
    );
  }
});
