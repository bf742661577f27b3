import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { safeFix } from '../../server/src/engine/features/fixAll.js';
import { activate, languageNamed, run } from '../support/analysis.js';
import { pageCases } from '../support/corpus.js';
import { cliPath, inFolder, slipway } from '../support/cliRun.js';

const bad = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n';

function paths(folder: string, words: readonly string[], cwd = folder): string[] {
  const { out, err } = slipway(cwd, ['lint', '-f', 'json', ...words]);
  assert.equal(err, '');
  return [...new Set((JSON.parse(out) as { path: string }[]).map(({ path }) => path.replaceAll('\\', '/')))];
}

describe('names and globs', () => {
  test('every name that Docker knows is found in a folder, and nothing else', () =>
    inFolder(
      Object.fromEntries(
        ['Dockerfile', 'dockerfile', 'Dockerfile.dev', 'api.Dockerfile', 'x.dockerfile', 'Containerfile', 'a.Containerfile']
          .concat(['Dockerfile.md', 'MyDockerfile', 'notes.txt', 'Dockerfiles', 'compose.yaml'])
          .map((name, i) => [`${i}/${name}`, bad]),
      ),
      (folder) =>
        assert.deepEqual(
          paths(folder, []).map((path) => path.slice(path.indexOf('/') + 1)),
          ['Dockerfile', 'dockerfile', 'Dockerfile.dev', 'api.Dockerfile', 'x.dockerfile', 'Containerfile', 'a.Containerfile'],
        ),
    ));

  test('a folder that is named is a workspace, wherever the command runs', () =>
    inFolder(
      {
        'here/notes.txt': '',
        'app/Dockerfile': 'FROM python:3.13-slim\nCOPY start.sh /\nCMD ["/start.sh"]\n',
        'app/start.sh': '#!/bin/sh\nset -e\ngunicorn shop.wsgi\n',
        'app/k8s/app.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {serviceAccountName: gone, containers: []}\n',
        'other/k8s/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: gone}\n',
      },
      (folder) => {
        const rules = (cwd: string, ...words: string[]): string[] => {
          const { out, err } = slipway(join(folder, cwd), ['lint', '-f', 'json', ...words]);
          assert.equal(err, '');
          return [...new Set((JSON.parse(out) as { rule: string }[]).map(({ rule }) => rule))];
        };
        const exec = 'dockerfile/script-starts-without-exec';
        const within = rules('app').sort();
        assert.ok(within.includes(exec));
        for (const [cwd, path] of [
          ['here', '../app'],
          ['app/k8s', '..'],
          ['here', join(folder, 'app')],
        ] as const)
          assert.deepEqual(rules(cwd, path).sort(), within, `${path} from ${cwd}`);
        assert.ok(rules('here', '../app', '../other', '.').includes(exec), 'several are one workspace');
        assert.ok(!rules('here', '../app/Dockerfile').includes(exec), 'of a file alone nobody knows what belongs to it');
        assert.ok(rules('app', 'Dockerfile').includes(exec));
      },
    ));

  test('globs: braces, any depth, upwards, from the root, hidden folders', () =>
    inFolder({ 'a/Dockerfile': bad, 'b/c/Dockerfile': bad, 'b/c/x.Dockerfile': bad, '.ci/Dockerfile': bad }, (folder) => {
      assert.deepEqual(paths(folder, ['{a,b/c}/Dockerfile']), ['a/Dockerfile', 'b/c/Dockerfile']);
      assert.deepEqual(paths(folder, ['**/Dockerfile']), ['.ci/Dockerfile', 'a/Dockerfile', 'b/c/Dockerfile']);
      assert.deepEqual(paths(folder, ['./b/**']), ['b/c/Dockerfile', 'b/c/x.Dockerfile']);
      assert.deepEqual(paths(folder, ['../../a/*'], join(folder, 'b/c')), ['../../a/Dockerfile']);
      const whole = folder.replaceAll('\\', '/');
      assert.deepEqual(paths(folder, [`${whole}/b/*/*.Dockerfile`]), [`${whole}/b/c/x.Dockerfile`]);
      assert.deepEqual(paths(folder, ['?/Dockerfile', 'a']), ['a/Dockerfile'], 'what two words name is judged once');
    }));

  test('a name with the characters of a glob is a name where such a file exists', () =>
    inFolder({ '[id]/Dockerfile': bad, 'i/Dockerfile': bad }, (folder) =>
      assert.deepEqual(paths(folder, ['[id]/Dockerfile']), ['[id]/Dockerfile']),
    ));

  test('.gitignore: patterns of folders above, exceptions, and a folder inside a repository', () =>
    inFolder(
      {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': '# built\nbuild/\n*.Dockerfile\n!keep.Dockerfile\n',
        'svc/Dockerfile': bad,
        'svc/build/Dockerfile': bad,
        'svc/tmp.Dockerfile': bad,
        'svc/keep.Dockerfile': bad,
        'svc/deep/.gitignore': '!special.Dockerfile\n/Dockerfile\n',
        'svc/deep/Dockerfile': bad,
        'svc/deep/special.Dockerfile': bad,
        'svc/deep/er/Dockerfile': bad,
      },
      (folder) => {
        const wanted = ['deep/er/Dockerfile', 'deep/special.Dockerfile', 'Dockerfile', 'keep.Dockerfile'];
        const sorted = (list: readonly string[]): string[] => [...list].sort();
        assert.deepEqual(sorted(paths(folder, ['svc'])), sorted(wanted.map((name) => `svc/${name}`)));
        assert.deepEqual(sorted(paths(folder, [], join(folder, 'svc'))), sorted(wanted), 'from inside, the files above count too');
        assert.deepEqual(paths(folder, ['svc/tmp.Dockerfile']), ['svc/tmp.Dockerfile'], 'who names a file means it');
      },
    ));
});

describe('odd things on the disk', { skip: process.platform === 'win32' ? 'links, pipes and modes of Unix' : false }, () => {
  test('links: to a file is judged, to a folder is not followed, to nothing is told', () =>
    inFolder({ 'real/Dockerfile': bad }, (folder) => {
      symlinkSync('real/Dockerfile', join(folder, 'link.Dockerfile'));
      symlinkSync('.', join(folder, 'circle'));
      symlinkSync('real', join(folder, 'folder.Dockerfile'));
      assert.deepEqual(paths(folder, []), ['link.Dockerfile', 'real/Dockerfile']);
      symlinkSync('gone', join(folder, 'gone.Dockerfile'));
      const { code, err, out } = slipway(folder, ['lint']);
      assert.equal(code, 2);
      assert.match(err, /^slipway: gone\.Dockerfile was left out: ENOENT.*\n$/);
      assert.match(out, /real\/Dockerfile:2/, 'the others are judged all the same');
    }));

  test('a pipe that nobody writes to does not hold up the run', () =>
    inFolder({ Dockerfile: bad }, (folder) => {
      assert.equal(spawnSync('mkfifo', [join(folder, 'a.Dockerfile')]).status, 0);
      assert.deepEqual(paths(folder, []), ['Dockerfile']);
    }));

  test('a folder or a file that cannot be read costs only itself', () =>
    inFolder({ Dockerfile: bad, 'locked/Dockerfile': bad, 'secret.Dockerfile': bad, 'open/Dockerfile': bad }, (folder) => {
      // Root reads everything, so the run is somebody else's; that one must be able to read the program.
      copyFileSync(cliPath, join(folder, 'cli.cjs'));
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'locked'), 0);
      chmodSync(join(folder, 'secret.Dockerfile'), 0);
      const lint = (words: string[]) =>
        spawnSync(process.execPath, [join(folder, 'cli.cjs'), 'lint', ...words], {
          cwd: folder,
          encoding: 'utf8',
          ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
        });
      for (const words of [[], ['--no-gitignore']]) {
        const { status, stdout, stderr } = lint(words);
        assert.equal(status, 2);
        assert.match(stderr, /^slipway: locked was left out: EACCES/m);
        assert.match(stderr, /^slipway: secret\.Dockerfile was left out: EACCES/m);
        assert.doesNotMatch(stderr, /^ {4}at /m, 'no trace of the program');
        assert.match(stdout, /^open\/Dockerfile:2/m);
      }
      const { status, stderr } = lint(['locked/Dockerfile']);
      assert.equal(status, 2);
      assert.match(stderr, /^slipway: locked\/Dockerfile: EACCES.*\n$/);
      chmodSync(join(folder, 'locked'), 0o755);
    }));

  test('paths that cannot be are told in one line', () =>
    inFolder({ Dockerfile: bad }, (folder) => {
      for (const [path, message] of [
        ['Dockerfile/inside', /^slipway: Dockerfile\/inside: no such file or folder\n$/],
        ['x'.repeat(5000), /^slipway: x+: ENAMETOOLONG.*\n$/],
        ['', /^slipway: .*: no such file or folder\n$/],
      ] as const) {
        const { code, err } = slipway(folder, ['lint', path]);
        assert.equal(code, 2);
        assert.match(err, message);
      }
    }));

  test('a glob that matches nothing is told; a folder without files is not', () =>
    inFolder({ Dockerfile: bad, 'empty/readme.txt': '' }, (folder) => {
      const nothing = slipway(folder, ['lint', 'api/**/*.yaml']);
      assert.deepEqual([nothing.code, nothing.err], [2, 'slipway: api/**/*.yaml: no such folder api\n']);
      for (const glob of ['*.yaml', 'empty/**', '**/Containerfile']) {
        const { code, err } = slipway(folder, ['lint', glob]);
        assert.deepEqual([code, err], [2, `slipway: ${glob}: matches no Dockerfile, .dockerignore or manifest\n`]);
      }
      assert.deepEqual(slipway(folder, ['lint', 'empty']).code, 0);
    }));

  test('the file keeps its mode and its links when it is fixed', () =>
    inFolder({ 'real.Dockerfile': bad }, (folder) => {
      chmodSync(join(folder, 'real.Dockerfile'), 0o640);
      symlinkSync('real.Dockerfile', join(folder, 'Dockerfile'));
      slipway(folder, ['lint', '--fix', 'Dockerfile']);
      assert.match(readFileSync(join(folder, 'real.Dockerfile'), 'utf8'), /install -y curl/);
    }));
});

describe('--fix', () => {
  test('leaves a file alone that is not UTF-8, and says so', () => {
    const bytes = Buffer.concat([Buffer.from(bad), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]);
    return inFolder({ Dockerfile: bytes, 'b.Dockerfile': bad }, (folder) => {
      const { code, err, out } = slipway(folder, ['lint', '--fix']);
      assert.equal(code, 2);
      assert.match(err, /Dockerfile was not changed: it is not UTF-8/);
      assert.match(out, /^Dockerfile:2:.*apt-without-yes/m, 'its findings are told all the same');
      assert.deepEqual(readFileSync(join(folder, 'Dockerfile')), bytes);
      assert.match(readFileSync(join(folder, 'b.Dockerfile'), 'utf8'), /install -y curl/);
    });
  });

  test('keeps a byte order mark and does not touch a file without safe fixes', () =>
    inFolder({ Dockerfile: `\ufeff${bad}`, 'b.Dockerfile': 'FROM scratch\nUSER 1\n' }, (folder) => {
      const other = join(folder, 'b.Dockerfile');
      chmodSync(other, 0o444);
      assert.notEqual(slipway(folder, ['lint', '--fix']).code, 2);
      assert.match(readFileSync(join(folder, 'Dockerfile'), 'utf8'), /^\ufeffFROM[^]*install -y curl/);
    }));

  test('applies nothing that needs a look, and creates no files', () => {
    const language = languageNamed('dockerfile');
    const all = pageCases('dockerfile').filter(({ rule, spec }) => rule.fix === 'review' && spec.expected.length > 0);
    const safe = new Set(
      all.flatMap(({ rule, spec }) => {
        const { findings } = run(spec.text, language, activate([rule], spec.options), spec.files);
        return findings.some((finding) => safeFix(finding) !== undefined) ? [rule] : [];
      }),
    );
    const cases = all.filter(({ rule }) => !safe.has(rule));
    const ids = [...new Set(cases.map(({ rule }) => rule.id))];
    assert.ok(ids.length > 20, `${ids.length} rules have such a fix`);
    const files: Record<string, string> = { '.slipway.yaml': `preset: none\nrules:\n${ids.map((id) => `  ${id}: on\n`).join('')}` };
    cases.forEach(({ spec }, i) => {
      // Deep enough for `../` in a case to stay its own.
      for (const [name, text] of spec.files ?? []) files[join(`case-${i}/a/b`, name)] = text;
      files[`case-${i}/a/b/Dockerfile`] = spec.text;
    });
    return inFolder(files, (folder) => {
      const list = (): string[] => readdirSync(folder, { recursive: true }).map(String).sort();
      const before = list();
      const { code, err, out } = slipway(folder, ['lint', '--fix', '--no-gitignore']);
      assert.equal(code, 1, err);
      assert.match(out, /^\d{2,} findings in \d+ files: [^;]*\n$/m, `nothing was applied: ${out.split('\n').slice(-4).join(' ')}`);
      assert.deepEqual(list(), before);
      for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(join(folder, name), 'utf8'), text, name);
    });
  });

  test('ends with 0 when nothing is left, and says how much was done', () =>
    inFolder({ Dockerfile: 'from scratch\nUSER 10001\n' }, (folder) => {
      const words = ['lint', '--fix', '--preset', 'none', '--rule', 'dockerfile/instruction-casing=warning'];
      const { code, out } = slipway(folder, words);
      assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), 'FROM scratch\nUSER 10001\n');
      assert.equal(out, '0 findings in 1 file, 1 fix applied\n');
      assert.equal(code, 0);
    }));
});

describe('standard input', () => {
  test('knows nothing of a disk, takes the configuration of the place it names, and cannot be fixed', () =>
    inFolder({ 'a/.slipway.yaml': 'rules:\n  dockerfile/apt-without-yes: off\n' }, (folder) => {
      const told = (words: string[]) => slipway(folder, ['lint', '--stdin', '-f', 'json', ...words], { input: `${bad}COPY . .\n` });
      const names = (words: string[]): string[] => (JSON.parse(told(words).out) as { rule: string }[]).map(({ rule }) => rule);
      assert.ok(names([]).includes('dockerfile/apt-without-yes'));
      assert.ok(!names([]).includes('dockerfile/missing-dockerignore'), 'nobody knows what lies beside it');
      assert.ok(!names(['--stdin-filename', 'a/Dockerfile']).includes('dockerfile/apt-without-yes'));
      const { code, err } = told(['--fix']);
      assert.equal(code, 2);
      assert.match(err, /--fix changes files/);
      assert.match(told(['--stdin-filename', 'notes.txt']).err, /notes\.txt: no language/);
    }));

  test('may be empty, or no text at all', () =>
    inFolder({}, (folder) => {
      for (const input of ['', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 167) & 255))]) {
        const { code, out, err } = slipway(folder, ['lint', '--stdin', '-f', 'json'], { input });
        assert.equal(code, 1, err);
        assert.equal(err, '');
        assert.ok((JSON.parse(out) as { rule: string }[]).some(({ rule }) => rule === 'dockerfile/no-stage'));
      }
    }));
});

test('words without a command, help and version', () =>
  inFolder({}, (folder) => {
    const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
    assert.deepEqual(slipway(folder, ['--version']), { code: 0, out: `${version}\n`, err: '' });
    const help = slipway(folder, ['lint', '--help']);
    assert.equal(help.code, 0);
    for (const option of [
      '--format',
      '--fix',
      '--preset',
      '--rule',
      '--config',
      '--stdin',
      '--fail-on',
      '--max-warnings',
      '--no-gitignore',
      '--quiet',
    ]) // prettier-ignore
      assert.ok(help.out.includes(option), option);
    const nothing = slipway(folder, []);
    assert.equal(nothing.code, 2);
    assert.equal(nothing.out, '');
    assert.match(nothing.err, /Usage: slipway/);
    assert.equal(slipway(folder, ['lint', '--frobnicate']).code, 2);
  }));

test('a reader that stops early is no failure', { skip: process.platform === 'win32' ? 'needs a shell of Unix' : false }, () =>
  inFolder({ Dockerfile: `FROM scratch\n${'BOGUS\n'.repeat(50)}` }, (folder) => {
    for (let i = 0; i < 40; i++) writeFileSync(join(folder, `${i}.Dockerfile`), `FROM scratch\n${'BOGUS\n'.repeat(90)}`);
    mkdirSync(join(folder, 'out'));
    const line = `"${process.execPath}" "${cliPath}" lint 2>out/err | head -n 1 >out/text`;
    assert.equal(spawnSync('sh', ['-c', line], { cwd: folder }).status, 0);
    assert.equal(readFileSync(join(folder, 'out/err'), 'utf8'), '');
    assert.match(readFileSync(join(folder, 'out/text'), 'utf8'), /^0\.Dockerfile:/);
  }),
);
