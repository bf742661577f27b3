import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { contextsOf, relativePlace } from '../../server/src/languages/builders/context.js';
import { dockerfilesReading } from '../../server/src/languages/builders/ignoreFiles.js';
import { ignoreFileOf } from '../../server/src/languages/builders/readIgnore.js';
import { parseDockerignore } from '../../server/src/languages/dockerignore/language.js';
import { ignoreMatcher } from '../../server/src/languages/dockerignore/match.js';
import { amountText, bytesText, contextText, patternText } from '../../server/src/languages/dockerignore/sizes.js';
import { measureContext } from '../../server/src/host/contextSize.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { dockerfileHover } from '../../server/src/languages/dockerfile/hover/hover.js';
import { surroundings } from '../support/analysis.js';

const compose = (build: string): string => `services:\n  api:\n    build: ${build}\n`;

function near(files: Readonly<Record<string, string>>, path = 'api/Dockerfile') {
  return surroundings(new Map(Object.entries(files)), path, 'FROM debian:13-slim\n');
}

const folders = (files: Readonly<Record<string, string>>, path?: string) =>
  contextsOf(near(files, path)).map(({ folder, by }) => `${by} ${folder ?? ''}`);

describe('the build context of a Dockerfile', () => {
  test('nobody says it: the folder', () => assert.deepEqual(folders({}), ['folder /workspace/api']));
  test('Compose, Bake, Skaffold, Tilt', () => {
    assert.deepEqual(folders({ '../compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }') }), ['compose /workspace']);
    assert.deepEqual(folders({ '../docker-bake.hcl': 'target "api" { dockerfile = "api/Dockerfile" }' }), ['bake /workspace']);
    const skaffold =
      'apiVersion: skaffold/v4beta13\nbuild:\n  artifacts:\n    - image: api\n      docker: { dockerfile: api/Dockerfile }\n';
    assert.deepEqual(folders({ '../skaffold.yaml': skaffold }), ['skaffold /workspace']);
    assert.deepEqual(folders({ '../Tiltfile': "docker_build('api', '.', dockerfile='api/Dockerfile')" }), ['tilt /workspace']);
  });
  test('several builds: each folder once, in the order of who is believed', () =>
    assert.deepEqual(
      folders({
        '../Tiltfile': "docker_build('a', '.', dockerfile='api/Dockerfile')\ndocker_build('b', 'x', dockerfile='api/Dockerfile')",
        '../compose.yaml': compose('api'),
        '../docker-bake.hcl': 'target "api" { context = "api" }',
      }),
      ['compose /workspace/api', 'tilt /workspace', 'tilt /workspace/x'],
    ));
  test('what the user set goes alone', () =>
    assert.deepEqual(
      folders({
        '../.slipway.yaml': 'images: { api: { dockerfile: api/Dockerfile, context: src } }',
        '../compose.yaml': compose('api'),
      }),
      ['settings /workspace/src'],
    ));
  test('settings without a context leave it to the others', () =>
    assert.deepEqual(
      folders({
        '../.slipway.yaml': 'images: { api: api/Dockerfile }',
        '../compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }'),
      }),
      ['compose /workspace'],
    ));
  test('the disk as the build sees it', () => {
    const [context] = contextsOf(
      near({ '../compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }'), 'a.txt': 'own', '../b.txt': 'above' }),
    );
    assert.equal(context?.near.read('b.txt'), 'above');
    assert.equal(context?.near.read('api/a.txt'), 'own');
    assert.equal(context?.near.exists('a.txt'), false);
    assert.deepEqual([...(context?.near.list('.') ?? [])].sort(), ['api/', 'b.txt', 'compose.yaml']);
  });
  test('ways from folder to folder', () => {
    for (const [from, to, expected] of [
      ['/w/api', '/w/api', '.'],
      ['/w/api', '/w', '..'],
      ['/w', '/w/api', 'api'],
      ['/w/a/b', '/w/c', '../../c'],
      ['C:/w', 'D:/x', 'D:/x'],
      ['C:/w/a', 'C:/w/b', '../b'],
    ] as const)
      assert.equal(relativePlace(from, to), expected);
  });
});

describe('which ignore file a build reads', () => {
  const above = { '../compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }') };
  const path = (files: Readonly<Record<string, string>>) => {
    const place = near(files);
    const [context] = contextsOf(place);
    return context === undefined ? undefined : ignoreFileOf(place, context)?.path;
  };
  test('the one in the context', () => assert.equal(path({ ...above, '.dockerignore': '', '../.dockerignore': '' }), '../.dockerignore'));
  test('not the one beside the Dockerfile', () => assert.equal(path({ ...above, '.dockerignore': '' }), undefined));
  test('that of the Dockerfile before', () =>
    assert.equal(path({ ...above, 'Dockerfile.dockerignore': '', '../.dockerignore': '' }), 'Dockerfile.dockerignore'));
  test('and the other way round: Dockerfiles that read it', () => {
    const files = {
      'compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }'),
      Dockerfile: 'FROM a',
      'api/Dockerfile': 'FROM a',
    };
    assert.deepEqual(dockerfilesReading(near(files, '.dockerignore')), ['Dockerfile', 'api/Dockerfile']);
    assert.deepEqual(dockerfilesReading(near({ '../compose.yaml': files['compose.yaml'], Dockerfile: 'FROM a' }, 'api/.dockerignore')), []);
  });
});

describe('hover on a source', () => {
  const hover = (marked: string, files: Readonly<Record<string, string>>): string => {
    const text = marked.replace('|', '');
    return (
      dockerfileHover(parseDockerfile(text), marked.indexOf('|'), surroundings(new Map(Object.entries(files)), 'api/Dockerfile', text))
        ?.markdown ?? ''
    );
  };
  const has = (markdown: string, ...parts: readonly string[]): void => {
    for (const part of parts) assert.ok(markdown.includes(part), `${part} in:\n${markdown}`);
  };
  test('says the context and who says it', () =>
    has(
      hover('FROM a\nCOPY sr|c /src\n', { '../compose.yaml': compose('{ context: ., dockerfile: api/Dockerfile }'), '../src/a.c': '' }),
      '**Build context** `..`: the Compose file `../compose.yaml` says so, for `api`.',
      '`src/` is a folder, with `a.c`',
    ));
  test('nobody says it', () =>
    has(
      hover('FROM a\nCOPY . /s|rc/\nCOPY |. /src\n'.replace('s|rc', 'src'), { 'a.c': '' }),
      'taken for this folder',
      'No `.dockerignore`',
    ));
  test('left out, absent', () => {
    has(hover('FROM a\nCOPY doc|s /d\n', { '.dockerignore': 'docs', 'docs/a': '' }), '`docs` in `.dockerignore` leaves it out.');
    has(hover('FROM a\nADD doc|s /d\n', { x: '' }), '`docs` is not there now.');
  });
  test('not of the context', () => assert.equal(hover('FROM a AS b\nFROM a\nCOPY --from=b /|x /d\n', {}), ''));
});

describe('the size of a context', () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-context-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, bytes: number): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'x'.repeat(bytes));
  };
  write('node_modules/a/index.js', 1000);
  write('node_modules/b/index.js', 500);
  write('node_modules/keep/index.js', 7);
  write('src/main.js', 20);
  write('src/main.test.js', 30);
  write('README.md', 5);
  symlinkSync('README.md', join(root, 'link'));

  test('with and without, by pattern', async () => {
    const { patterns } = parseDockerignore('node_modules\n**/*.test.js\n*.md\n!node_modules/keep\ncoverage\n');
    const size = await measureContext(root, patterns);
    assert.ok(size);
    assert.deepEqual(size.all, { files: 7, bytes: 1562 });
    assert.deepEqual(size.sent, { files: 3, bytes: 27 });
    assert.deepEqual(
      patterns.map((pattern) => size.byPattern.get(pattern)).map((amount) => [amount?.files, amount?.bytes]),
      [
        [2, 1500],
        [1, 30],
        [1, 5],
        [0, 0],
        [0, 0],
      ],
    );
    assert.deepEqual(size.largestExcluded.slice(0, 2), [
      { path: 'node_modules/', files: 2, bytes: 1500 },
      { path: 'src/main.test.js', files: 1, bytes: 30 },
    ]);
    assert.deepEqual(size.largestSent[0], { path: 'src/', files: 1, bytes: 20 });
    assert.equal(patternText(patterns[0] as (typeof patterns)[0], size), 'It leaves out 2 files, 1.5 kB.');
    assert.equal(patternText(patterns[4] as (typeof patterns)[0], size), 'It leaves out nothing that other lines do not.');
    assert.match(
      contextText(size, true),
      /^\*\*Context size\*\*: 3 files, 27 B; 7 files, 1\.6 kB without the ignore file\. Most of it: `src\/` \(20 B\)/,
    );
  });

  test('agrees with the matcher on every file', async () => {
    for (const text of [
      '',
      '**',
      '*\n!src',
      '**\n!**/*.js',
      'node_modules/**\n!node_modules/a',
      'src\n!src/main.js\nsrc/*.test.js',
      '!x',
      'a[',
    ]) {
      const { patterns } = parseDockerignore(text);
      const matcher = ignoreMatcher(patterns);
      const files = [
        'node_modules/a/index.js',
        'node_modules/b/index.js',
        'node_modules/keep/index.js',
        'src/main.js',
        'src/main.test.js',
        'README.md',
        'link',
      ];
      const size = await measureContext(root, patterns);
      assert.equal(size?.sent.files, files.filter((file) => !matcher.isIgnored(file)).length, JSON.stringify(text));
      assert.equal(size?.all.files, files.length);
    }
  });

  test('limits, an absent folder, nobody waits', async () => {
    const few = await measureContext(root, [], () => true, { files: 3, slice: 8 });
    assert.deepEqual([few?.isWhole, few?.all.files], [false, 3]);
    const none = await measureContext(join(root, 'none'), []);
    assert.deepEqual([none?.unreadable, none?.all.files], [1, 0]);
    assert.equal(await measureContext(root, [], () => false, { files: 100, slice: -1 }), undefined);
  });

  test('numbers as people read them', () => {
    assert.deepEqual([0, 999, 1000, 1500, 38_400_000, 2_000_000_000].map(bytesText), [
      '0 B',
      '999 B',
      '1.0 kB',
      '1.5 kB',
      '38 MB',
      '2.0 GB',
    ]);
    assert.equal(amountText({ files: 1204, bytes: 38_400_000 }), '1,204 files, 38 MB');
    assert.equal(amountText({ files: 1, bytes: 1 }), '1 file, 1 B');
  });
});
