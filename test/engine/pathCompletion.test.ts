import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { composeOffers } from '../../server/src/languages/compose/completion.js';
import { parseCompose } from '../../server/src/languages/compose/file.js';
import { offersIn } from '../../server/src/languages/dockerfile/completion.js';
import { parseDockerfile } from '../../server/src/languages/dockerfile/parse.js';
import { sayDockerfile } from '../../server/src/languages/slipwayConfig/images.js';
import { applyEdits } from '../../server/src/engine/text/span.js';
import { surroundings } from '../support/analysis.js';

const files = {
  'package.json': '',
  'src/index.js': '',
  'src/lib/a.js': '',
  'node_modules/x.js': '',
  '.env': '',
  '.git/HEAD': '',
  'two words': '',
  '.dockerignore': 'node_modules\n',
};

/** Words that are offered at `|`; those that are left out behind a `-`. Undefined where nothing is. */
function at(marked: string, given: Readonly<Record<string, string>> = files, trigger?: string, path = 'Dockerfile') {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const found = offersIn(parseDockerfile(text), offset, surroundings(new Map(Object.entries(given)), path, text), trigger);
  return found === undefined
    ? undefined
    : {
        words: found.offers.map(({ word, isLeftOut }) => (isLeftOut ? `-${word}` : word)),
        replaces: text.slice(found.span.start, found.span.end),
      };
}
const words = (marked: string, given?: Readonly<Record<string, string>>, trigger?: string, path?: string) =>
  at(marked, given, trigger, path)?.words;

const all = ['-node_modules/', '.env', 'package.json', 'src/'];
const sorted = (list: readonly string[] | undefined) => [...(list ?? [])].sort();

describe('paths in COPY and ADD', () => {
  test('names of the context', () => {
    for (const text of [
      'FROM a\nCOPY |',
      'FROM a\nADD |\n',
      'FROM a\nCOPY --chown=1 p|',
      'FROM a\nCOPY \\\n  |',
      'FROM a\nCOPY x.txt \\\n # why\n  |',
    ])
      assert.deepEqual(sorted(words(text)), sorted(all), text);
  });
  test('in a folder', () => {
    assert.deepEqual(words('FROM a\nCOPY src/|'), ['index.js', 'lib/']);
    assert.deepEqual(words('FROM a\nCOPY ./src/lib/|'), ['a.js']);
    assert.deepEqual(words('FROM a\nCOPY /src/i|'), ['index.js', 'lib/']);
    assert.deepEqual(words('FROM a\nCOPY none/|'), []);
  });
  test('replaces the last part of the path', () => {
    assert.equal(at('FROM a\nCOPY src/in|dx.js /app')?.replaces, 'indx.js');
    assert.equal(at('FROM a\nCOPY pa|')?.replaces, 'pa');
    assert.equal(at('FROM a\nCOPY |')?.replaces, '');
  });
  test('JSON form, where names may have blanks', () => {
    assert.deepEqual(sorted(words('FROM a\nCOPY ["|')), sorted([...all, 'two words']));
    assert.deepEqual(words('FROM a\nCOPY ["src/|", "/app"]'), ['index.js', 'lib/']);
    assert.equal(words('FROM a\nCOPY ["src"|'), undefined);
  });
  test('hidden names when asked for', () => assert.ok(words('FROM a\nCOPY .|')?.includes('.dockerignore')));
  test('a blank that is typed asks for the first word alone', () => {
    assert.deepEqual(sorted(words('FROM a\nCOPY |', files, ' ')), sorted(all));
    assert.equal(words('FROM a\nCOPY package.json |', files, ' '), undefined);
    assert.deepEqual(sorted(words('FROM a\nCOPY package.json |')), sorted(all));
  });
  test('the context that Compose says, and what all of several have', () => {
    const above = {
      '../compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n',
      'own.txt': '',
      '../shared/x': '',
    };
    assert.deepEqual(words('FROM a\nCOPY |', above, undefined, 'api/Dockerfile'), ['api/', 'compose.yaml', 'shared/']);
    const both = { ...above, '../docker-bake.hcl': 'target "a" { context = "api" }', 'shared/y': '' };
    assert.deepEqual(words('FROM a\nCOPY |', both, undefined, 'api/Dockerfile'), ['shared/']);
  });
  test('not where other things stand', () => {
    for (const text of [
      'FROM a AS b\nFROM a\nCOPY --from=b |',
      'FROM a\nCOPY --ch|',
      'FROM a\nRUN ls |',
      'FROM a\nCOPY ${x}/|',
      'FROM a\nADD https://example.com/|',
      'FROM a\nCOPY ../|',
      'FROM a\nCOPY *.j|',
      'FROM a\nCOPY <<E /x\ntext |\nE\n',
      'FROM a\nONBUILD COPY |',
      '# COPY |',
      '|',
      'FR|',
    ])
      assert.equal(words(text), undefined, text);
  });
});

describe('stages', () => {
  const stages = 'FROM golang:1.25 AS build\nFROM node:24 AS web\n';
  test('those above', () => {
    assert.deepEqual(words(`${stages}FROM |`), ['build', 'web']);
    assert.deepEqual(words(`${stages}FROM --platform=$BUILDPLATFORM b|`), ['build', 'web']);
    assert.deepEqual(words('FROM golang:1.25 AS build\nFROM | AS web\n'), ['build']);
    assert.deepEqual(words(`${stages}FROM x\nCOPY --from=|`), ['build', 'web']);
    assert.deepEqual(words(`${stages}FROM x\nCOPY --from=b| /x /y`), ['build', 'web']);
    assert.deepEqual(words(`${stages}FROM x\nRUN --mount=type=bind,from=|`), ['build', 'web']);
    assert.deepEqual(words(`${stages}COPY --from=|`), ['build']);
  });
  test('not behind the image', () => assert.equal(words(`${stages}FROM x |`), undefined));
});

describe('saying which Dockerfile builds an image', () => {
  const said = (text: string, target?: string): string | undefined => {
    const edits = sayDockerfile(text, 'shop/api', 'api/Dockerfile', target);
    return edits === undefined ? undefined : applyEdits(text, edits);
  };
  test('in a new file, and in one of comments', () => {
    assert.equal(said(''), 'images:\n  shop/api: api/Dockerfile\n');
    assert.equal(said('# mine'), '# mine\nimages:\n  shop/api: api/Dockerfile\n');
  });
  test('beside what stands there', () => {
    assert.equal(
      said('preset: strict # why\n', 'run'),
      'preset: strict # why\nimages:\n  shop/api:\n    dockerfile: api/Dockerfile\n    target: run\n',
    );
    assert.equal(said('images:\n  web: web/Dockerfile\n'), 'images:\n  web: web/Dockerfile\n  shop/api: api/Dockerfile\n');
    assert.equal(said('images: {}\n'), 'images:\n  shop/api: api/Dockerfile\n');
    assert.equal(said('images:\n'), 'images:\n  shop/api: api/Dockerfile\n');
  });
  test('in the place of another', () => {
    assert.equal(said('images:\n  shop/api: old\n'), 'images:\n  shop/api: api/Dockerfile\n');
    assert.equal(said('images:\n  shop/api: old\n', 'run'), 'images:\n  shop/api:\n    dockerfile: api/Dockerfile\n    target: run\n');
    assert.equal(
      said('images:\n  shop/api:\n    dockerfile: old # kept\n    target: a\n    context: .\n'),
      'images:\n  shop/api:\n    dockerfile: api/Dockerfile # kept\n    context: .\n',
    );
  });
  test('not in a file with faults', () => {
    assert.equal(said('a: [\n'), undefined);
    assert.equal(said('- a\n'), undefined);
  });
});

describe('paths in Compose files', () => {
  const disk = { 'api/Dockerfile': '', 'api/deploy/web.Dockerfile': '', 'api/main.go': '', 'web/x': '', '.git/HEAD': '', 'README.md': '' };
  const at = (marked: string): string[] | undefined => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    return composeOffers(parseCompose(text), offset, surroundings(new Map(Object.entries(disk)), 'compose.yaml', text))?.offers.map(
      ({ word }) => word,
    );
  };
  test('folders for the context', () => {
    assert.deepEqual(at('services:\n  a:\n    build: |'), ['api/', 'web/']);
    assert.deepEqual(at('services:\n  a:\n    build: ./|\n'), ['api/', 'web/']);
    assert.deepEqual(at('services:\n  a:\n    build:\n      context: ./api/|\n    image: x\n'), ['deploy/']);
  });
  test('Dockerfiles in the context', () => {
    assert.deepEqual(at('services:\n  a:\n    build:\n      context: api\n      dockerfile: |\n'), ['Dockerfile', 'deploy/']);
    assert.deepEqual(at('services:\n  a:\n    build:\n      context: ./api\n      dockerfile: deploy/w|\n'), ['web.Dockerfile']);
    assert.deepEqual(at('services:\n  a:\n    build:\n      dockerfile: |\n'), ['api/', 'web/']);
  });
  test('nothing elsewhere', () => {
    for (const text of [
      'services:\n  a:\n    image: |',
      'services:\n  a:\n    build: ${X}/|',
      'services:\n  a:\n    bui|',
      'services:\n  a:\n    build:\n      target: |',
      '|',
    ])
      assert.equal(at(text), undefined, text);
  });
});
