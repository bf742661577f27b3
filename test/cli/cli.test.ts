import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { rules } from '../../server/src/rules/index.js';
import { Progress } from '../../server/src/cli/progress.js';
import { inFolder, slipway } from '../support/cliRun.js';

const bad = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n';
const clean = '# syntax=docker/dockerfile:1\nFROM scratch\nUSER 65532\n';

interface JsonFinding {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
}

function json(out: string): JsonFinding[] {
  const value: unknown = JSON.parse(out);
  assert.ok(Array.isArray(value), 'a list');
  return value as JsonFinding[];
}

describe('slipway lint', () => {
  test('tells file, line, column and rule, and ends with 1', () =>
    inFolder({ Dockerfile: bad }, (folder) => {
      const { code, out } = slipway(folder, ['lint']);
      assert.equal(code, 1);
      assert.match(out, /Dockerfile:2:\d+/);
      assert.match(out, /dockerfile\/apt-without-yes/);
    }));

  test('says nothing of a clean file and ends with 0', () =>
    inFolder({ Dockerfile: clean }, (folder) =>
      assert.deepEqual(slipway(folder, ['lint', '--quiet']), { code: 0, out: '0 findings in 1 file\n', err: '' }),
    ));

  test('takes files, folders and globs, each file once', () =>
    inFolder({ 'a/Dockerfile': bad, 'b/api.Dockerfile': bad, 'b/readme.md': '# x' }, (folder) => {
      const paths = (words: string[]): string[] => [
        ...new Set(json(slipway(folder, ['lint', '-f', 'json', ...words]).out).map(({ path }) => path.replaceAll('\\', '/'))),
      ];
      assert.deepEqual(paths(['.']), ['a/Dockerfile', 'b/api.Dockerfile']);
      assert.deepEqual(paths(['b']), ['b/api.Dockerfile']);
      assert.deepEqual(paths(['**/*.Dockerfile']), ['b/api.Dockerfile']);
      assert.deepEqual(paths(['a/Dockerfile', 'a', './a/Dockerfile']), ['a/Dockerfile']);
    }));

  test('leaves out what .gitignore excludes, unless asked', () =>
    inFolder(
      {
        Dockerfile: bad,
        'out/Dockerfile': bad,
        'keep/Dockerfile': bad,
        '.gitignore': 'out/\n',
        'keep/.gitignore': 'Dockerfile\n',
        'node_modules/x/Dockerfile': bad,
      },
      (folder) => {
        const count = (words: string[]): number =>
          new Set(json(slipway(folder, ['lint', '-f', 'json', ...words]).out).map(({ path }) => path)).size;
        assert.equal(count([]), 1);
        assert.equal(count(['--no-gitignore']), 3);
      },
    ));

  test('reads standard input under the name that is given', () =>
    inFolder({}, (folder) => {
      const { code, out } = slipway(folder, ['lint', '--stdin', '--stdin-filename', 'api.Dockerfile', '-f', 'json'], { input: bad });
      assert.equal(code, 1);
      assert.ok(json(out).every(({ path }) => path === 'api.Dockerfile'));
    }));

  test('--fix applies safe fixes, keeps the rest of the text, and tells what is left', () =>
    inFolder({ Dockerfile: bad.replaceAll('\n', '\r\n') }, (folder) => {
      const { code } = slipway(folder, ['lint', '--fix']);
      const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');
      assert.match(text, /apt-get install -y curl/);
      assert.equal(text.split('\r\n').length, bad.split('\n').length, 'line ends stay');
      assert.ok(code === 0 || code === 1);
      slipway(folder, ['lint', '--fix']);
      assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), text, 'a second run changes nothing');
    }));

  test('settings: preset, rule, configuration file', () =>
    inFolder({ Dockerfile: bad, '.slipway.yaml': 'rules:\n  dockerfile/apt-without-yes: off\n' }, (folder) => {
      const has = (words: string[]): boolean =>
        json(slipway(folder, ['lint', '-f', 'json', ...words]).out).some(({ rule }) => rule === 'dockerfile/apt-without-yes');
      assert.equal(has([]), false);
      assert.equal(has(['--no-config']), true);
      assert.equal(has(['--rule', 'dockerfile/apt-without-yes=error']), true);
      assert.equal(has(['--no-config', '--preset', 'none']), false);
    }));

  test('misuse ends with 2 and says what is wrong', () =>
    inFolder({ Dockerfile: bad, 'notes.txt': 'x', '.slipway.yaml': 'preset: loud\n' }, (folder) => {
      const cases: [string[], RegExp][] = [
        [['lint', 'nowhere'], /nowhere: no such file or folder/],
        [['lint', 'notes.txt'], /notes\.txt: not a Dockerfile/],
        [['lint', '--format', 'xml'], /xml/],
        [['lint', '--rule', 'dockerfile/nothing=off'], /no rule is called dockerfile\/nothing/],
        [['lint', '--rule', 'dockerfile/apt-without-yes=loud'], /not loud/],
        [['lint', '--max-warnings', 'many'], /whole number, not many/],
        [['lint', '--stdin', 'Dockerfile'], /exclude each other/],
        [['lint', '--config', 'missing.yaml'], /missing\.yaml/],
        [['lint'], /\.slipway\.yaml:1: .*loud/],
        [['frobnicate'], /frobnicate/],
        [['explain', 'dockerfile/nothing'], /dockerfile\/nothing/],
      ];
      for (const [words, message] of cases) {
        const { code, err, out } = slipway(folder, words);
        assert.equal(code, 2, `slipway ${words.join(' ')}: ${out}${err}`);
        assert.match(err, message, `slipway ${words.join(' ')}`);
      }
    }));

  test('--fail-on and --max-warnings decide about the exit code', () =>
    inFolder({ Dockerfile: 'FROM scratch\nRUN ["/a"]\nUSER 10001\nSTOPSIGNAL SIGKILL\n' }, (folder) => {
      assert.equal(slipway(folder, ['lint', '--fail-on', 'error']).code, 0);
      assert.equal(slipway(folder, ['lint', '--fail-on', 'warning']).code, 1);
      assert.equal(slipway(folder, ['lint', '--max-warnings', '50']).code, 0);
      assert.equal(slipway(folder, ['lint', '--max-warnings', '0']).code, 1);
    }));
});

describe('formats', () => {
  test('sarif holds to its schema, with rules, places and fixes', () =>
    inFolder({ Dockerfile: bad, 'ü b/Dockerfile': bad, 'app.dockerignore': '' }, (folder) => {
      const { code, out } = slipway(folder, ['lint', '-f', 'sarif', '--preset', 'all']);
      assert.equal(code, 1);
      const log = JSON.parse(out) as Log;
      // The schema is written in draft 4, of which it uses nothing that later drafts read differently.
      const {
        $schema: _draft,
        id: _id,
        ...schema
      } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>;
      const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
      const isValid = ajv.compile(schema);
      assert.ok(isValid(log), JSON.stringify(isValid.errors?.slice(0, 3)));
      const [run] = log.runs;
      assert.equal(run?.tool.driver.rules?.length, rules.length);
      const result = run?.results?.find(({ ruleId }) => ruleId === 'dockerfile/apt-without-yes');
      assert.deepEqual(result?.locations?.[0]?.physicalLocation?.region, { startLine: 2, startColumn: 31, endLine: 2, endColumn: 38 });
      assert.ok((result?.fixes?.length ?? 0) > 0);
      assert.ok(
        run?.results?.some(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri?.includes('%C3%BC%20b/Dockerfile')),
        'paths are URIs',
      );
      assert.equal((isValid as (value: unknown) => boolean)({ version: '2.1.0', runs: [{ results: [{}] }] }), false, 'the schema can fail');
    }));

  test('sarif has fixes and places of other files, by their lines', () => {
    const dockerfile = 'FROM python:3.13-slim\nRUN useradd --no-log-init --uid 10001 app\nUSER app\nCMD ["python", "app.py"]\n';
    const pod = (more: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - name: api\n      image: api:1\n      securityContext:\n        runAsNonRoot: true\n${more}`;
    return inFolder({ 'api/Dockerfile': dockerfile, 'k8s/app.yaml': pod('') }, (folder) => {
      const log = JSON.parse(slipway(folder, ['lint', '-f', 'sarif']).out) as Log;
      const result = log.runs[0]?.results?.find(({ ruleId }) => ruleId === 'kubernetes/non-numeric-user-with-run-as-non-root');
      const [related] = result?.relatedLocations ?? [];
      assert.equal(related?.physicalLocation?.artifactLocation?.uri, 'api/Dockerfile');
      assert.deepEqual(related.physicalLocation.region, { startLine: 3, startColumn: 6, endLine: 3, endColumn: 9 });
      assert.deepEqual(
        result?.fixes?.map(({ artifactChanges }) =>
          artifactChanges.map(({ artifactLocation, replacements }) => [
            artifactLocation.uri,
            ...replacements.map(({ deletedRegion, insertedContent }) => `${deletedRegion.startLine} ${insertedContent?.text?.trim()}`),
          ]),
        ),
        [[['k8s/app.yaml', '9 runAsUser: 10001']], [['api/Dockerfile', '3 10001']]],
      );
    });
  });

  test('sarif without findings is valid too', () =>
    inFolder({ Dockerfile: clean }, (folder) => {
      const log = JSON.parse(slipway(folder, ['lint', '-f', 'sarif', '--preset', 'none']).out) as Log;
      assert.deepEqual(log.runs[0]?.results, []);
    }));

  test('github prints workflow commands with what must be escaped', () =>
    inFolder({ 'a,b/Dockerfile': bad }, (folder) => {
      const lines = slipway(folder, ['lint', '-f', 'github']).out.trim().split('\n');
      assert.ok(
        lines.some((line) => /^::(?:error|warning|notice) file=a%2Cb\/Dockerfile,line=2,/.test(line)),
        lines[0],
      );
      assert.ok(lines.every((line) => line.startsWith('::')));
    }));

  test('rules and explain', () =>
    inFolder({}, (folder) => {
      const listed = JSON.parse(slipway(folder, ['rules', '--format', 'json']).out) as { id: string; aliases: string[] }[];
      assert.deepEqual(listed.map(({ id }) => id).sort(), rules.map(({ id }) => id as string).sort());
      const { code, out } = slipway(folder, ['explain', 'dockerfile/apt-without-yes']);
      assert.equal(code, 0);
      assert.match(out, /## Bad/);
      assert.match(slipway(folder, ['explain', 'hadolint:DL3014']).out, /# apt-get install without -y/);
    }));
});

test('2,000 files: all are judged in memory that their number does not decide', () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`team-${i % 40}/svc-${i}/Dockerfile`, bad.repeat(3)]));
  // A heap of 40 MB holds the program; it would not hold the models of 2,000 files.
  const judge = (count: number): number =>
    inFolder(many(count), (folder) => {
      const { code, out, err } = slipway(folder, ['lint', '-f', 'json'], {
        node: ['--max-old-space-size=40'],
        env: { SLIPWAY_PROGRESS: '1' },
      });
      assert.equal(code, 1, err.slice(-2000));
      return new Set(json(out).map(({ path }) => path)).size;
    });
  assert.equal(judge(2000), 2000);
});

test('progress is told on a terminal, after a second, and taken away at the end', () => {
  const written: string[] = [];
  let now = 0;
  const make = (isTTY: boolean): Progress => new Progress({ isTTY, write: (text: string) => written.push(text) > 0 } as never, () => now);
  const progress = make(true);
  progress.at('a/Dockerfile');
  assert.deepEqual(written, [], 'a short run says nothing');
  now = 1500;
  progress.at('b/Dockerfile');
  assert.match(written.join(''), /2 files, b\/Dockerfile/);
  progress.clear();
  assert.equal(written.at(-1), '\r\u001b[K');
  const count = written.length;
  now = 5000;
  make(false).at('c/Dockerfile');
  assert.equal(written.length, count, 'nothing where nobody watches');
});
