import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inFolder, slipway } from '../support/cliRun.js';

const files = {
  'compose.yaml': 'services:\n  api:\n    build: { context: ., dockerfile: api/Dockerfile }\n',
  'api/Dockerfile': 'FROM debian:13-slim\nCOPY . .\n',
  'api/main.c': 'int x;',
  '.dockerignore': 'big\n*.none\n',
  'big/a': 'x'.repeat(3000),
  'big/b': 'x'.repeat(1000),
};

describe('slipway context', () => {
  test('a folder', () =>
    inFolder(files, (folder) => {
      const { code, out } = slipway(folder, ['context']);
      assert.equal(code, 0);
      assert.match(
        out,
        /^\. \(it was asked for\)\n {2}sent: {6}4 files, \d+ B\n {2}in all: {4}6 files, 4\.1 kB\n {2}ignored by \.dockerignore\n/,
      );
      assert.match(out, /largest that is left out:\n +4\.0 kB +2 {2}big\/\n/);
      assert.match(out, /what each pattern leaves out:\n +4\.0 kB +2 {2}big\n +0 B +0 {2}\*\.none\n/);
    }));

  test('the context of a Dockerfile, as JSON', () =>
    inFolder(files, (folder) => {
      const { code, out } = slipway(folder, ['context', 'api/Dockerfile', '--format', 'json']);
      assert.equal(code, 0);
      const [found, ...others] = JSON.parse(out) as Record<string, unknown>[];
      assert.deepEqual(others, []);
      assert.deepEqual(
        [found?.['context'], found?.['why'], found?.['ignoreFile']],
        ['.', 'the Compose file compose.yaml says so', '.dockerignore'],
      );
      assert.equal((found?.['all'] as { files: number } | undefined)?.files, 6);
      assert.deepEqual(found?.['patterns'], [
        { pattern: 'big', files: 2, bytes: 4000 },
        { pattern: '*.none', files: 0, bytes: 0 },
      ]);
    }));

  test('nobody says the context; an ignore file of its own', () =>
    inFolder({ 'api/Dockerfile': 'FROM a', 'api/Dockerfile.dockerignore': '*.md', 'api/a.md': '1' }, (folder) => {
      const { code, out } = slipway(folder, ['context', 'api/Dockerfile']);
      assert.equal(code, 0);
      assert.match(out, /^api \(it is the folder of Dockerfile\)\n {2}sent: +2 files/);
      assert.match(out, /ignored by api\/Dockerfile\.dockerignore/);
    }));

  test('what is not there', () =>
    inFolder(
      { 'compose.yaml': 'services:\n  a:\n    build: { context: none, dockerfile: ../Dockerfile }\n', Dockerfile: 'FROM a' },
      (folder) => {
        assert.deepEqual(slipway(folder, ['context', 'nothing']).err, 'slipway: nothing: no such file or folder\n');
        const { code, err } = slipway(folder, ['context', 'Dockerfile']);
        assert.deepEqual([code, err], [2, 'slipway: none: no such folder, though the Compose file compose.yaml says so\n']);
      },
    ));
});

describe('images of the configuration on the command line', () => {
  const app = {
    'docker/Dockerfile': 'FROM debian:13-slim\nCOPY src/mian.c /\nUSER 1000\nCMD ["/a"]\n',
    'src/main.c': '',
    '.slipway.yaml':
      'preset: none\nrules: { dockerfile/copy-ignored-source: on }\nimages: { a: { dockerfile: docker/Dockerfile, context: . } }\n',
    '.dockerignore': 'src\n',
  };
  const isFound = (folder: string, words: readonly string[]): boolean => slipway(folder, words).out.includes('copy-ignored-source');

  test('the nearest file, one above the present folder, one that is named, none', () =>
    inFolder(app, (folder) => {
      assert.ok(isFound(folder, ['lint']));
      assert.ok(isFound(`${folder}/docker`, ['lint']));
      assert.ok(isFound(folder, ['lint', '--config', '.slipway.yaml']));
      assert.ok(!isFound(folder, ['lint', '--no-config', '--preset', 'none', '--rule', 'dockerfile/copy-ignored-source=on']));
    }));
});
