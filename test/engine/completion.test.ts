import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Offer } from '../../server/src/engine/features/completion.js';
import { languageNamed, surroundings } from '../support/analysis.js';

interface Options {
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly trigger?: string;
  readonly fields?: boolean;
}

/** What is offered at `|`, and the text that it replaces. */
function at(id: string, marked: string, { path, files = {}, trigger, fields = true }: Options = {}) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const language = languageNamed(id);
  const near = surroundings(new Map(Object.entries(files)), path ?? defaults[id] ?? '', text);
  const found = language.offers?.(
    language.parse(text, undefined, `/workspace/${path ?? defaults[id]}`),
    { offset, trigger, withFields: fields },
    near,
  );
  return { offers: found?.offers ?? [], replaces: found === undefined ? undefined : text.slice(found.span.start, found.span.end) };
}
const defaults: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  dockerignore: '.dockerignore',
  compose: 'compose.yaml',
  kustomize: 'base/kustomization.yaml',
};
const inOrder = (list: readonly Offer[]) => [...list].sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1)).map(({ word }) => word);
const words = (id: string, marked: string, options?: Options) => inOrder(at(id, marked, options).offers);
const insert = (id: string, marked: string, word: string) => at(id, marked).offers.find((offer) => offer.word === word)?.insert;

describe('Dockerfile', () => {
  test('instructions at the beginning of a line, FROM first in an empty file', () => {
    assert.deepEqual(words('dockerfile', '|'), ['FROM', 'ARG']);
    assert.deepEqual(words('dockerfile', 'FROM a\n|').slice(0, 3), ['RUN', 'COPY', 'WORKDIR']);
    assert.equal(at('dockerfile', 'FROM a\nCO|P x y').replaces, 'COP');
    assert.ok(!words('dockerfile', 'FROM a\nONBUILD |').includes('FROM'));
    assert.equal(insert('dockerfile', 'FROM a\nC|', 'CMD'), 'CMD ["$1"]$0');
    // What follows is kept.
    assert.equal(insert('dockerfile', 'FROM a\nC| x', 'CMD'), undefined);
  });
  test('in the case of the file', () => {
    assert.ok(words('dockerfile', 'from a\nrun x\nr|').includes('run'));
    assert.ok(words('dockerfile', 'FROM a\nr|').includes('RUN'));
  });
  test('not within an instruction, a comment, a here-document', () => {
    for (const text of ['FROM a\nRUN a && \\\n  |', 'FROM a\nRUN c|', 'FROM a\n# R|', 'FROM a\nRUN <<EOF\nR|\nEOF\n', 'FROM a\nEXPOSE |'])
      assert.deepEqual(words('dockerfile', text), [], text);
    assert.deepEqual(words('dockerfile', 'FROM a\n |', { trigger: ' ' }), []);
  });
  test('directives at the top', () => {
    assert.deepEqual(words('dockerfile', '#|\nFROM a'), ['# syntax=docker/dockerfile:1', '# escape=`', '# check=skip=']);
    assert.deepEqual(words('dockerfile', '# syntax=docker/dockerfile:1\n# |\nFROM a'), ['# escape=`', '# check=skip=']);
  });
  test('stages, then images', () => {
    const found = words('dockerfile', 'FROM a AS build\nFROM |');
    assert.equal(found[0], 'build');
    assert.ok(found.includes('python:3.13-slim'));
    assert.equal(at('dockerfile', 'FROM python:3.1|').replaces, 'python:3.1');
    assert.deepEqual(words('dockerfile', 'FROM a A|'), ['AS']);
    assert.deepEqual(words('dockerfile', 'FROM a AS build\nFROM b\nCOPY --from=|'), ['build']);
  });
  test('flags that are not there yet, and their values', () => {
    assert.deepEqual(words('dockerfile', 'FROM a\nCOPY --link --|'), ['--from=', '--chown=', '--chmod=', '--parents', '--exclude=']);
    assert.equal(words('dockerfile', 'FROM a\nRUN --mount=type=ssh --|')[0], '--mount=');
    assert.deepEqual(words('dockerfile', 'FROM --platform=|')[0], '$BUILDPLATFORM');
    assert.equal(at('dockerfile', 'FROM a\nHEALTHCHECK --int|').replaces, '--int');
    assert.equal(insert('dockerfile', 'FROM a\nCOPY --ch|own=app a b', '--chown'), undefined, 'the value that is there stays');
    assert.ok(words('dockerfile', 'FROM a\nCOPY --ch|own=app a b').includes('--chmod'));
  });
  test('a check begins with CMD, before which flags may stand', () => {
    const all = ['--interval=', '--timeout=', '--start-period=', '--start-interval=', '--retries='];
    assert.deepEqual(words('dockerfile', 'FROM a\nHEALTHCHECK |'), ['CMD', 'NONE', ...all]);
    assert.deepEqual(words('dockerfile', 'FROM a\nHEALTHCHECK --interval=3s |'), ['CMD', ...all.slice(1)]);
    assert.deepEqual(words('dockerfile', 'FROM a\nHEALTHCHECK | CMD curl a'), all);
  });
  test('before flags stand only flags, and none of those takes the place of what is there', () => {
    const lacking = ['--timeout=', '--start-period=', '--start-interval='];
    for (const marked of ['|--interval=3s --retries=2 CMD x', '| --interval=3s \\\n  --retries=2 CMD x']) {
      assert.deepEqual(words('dockerfile', `FROM a\nHEALTHCHECK ${marked}`), lacking);
      assert.equal(at('dockerfile', `FROM a\nHEALTHCHECK ${marked}`).replaces, '');
    }
    assert.equal(insert('dockerfile', 'FROM a\nHEALTHCHECK |--interval=3s CMD x', '--timeout='), '--timeout=$0 ');
    const files = { 'go.mod': '' };
    assert.ok(!words('dockerfile', 'FROM a\nCOPY |--link . .', { files }).includes('go.mod'));
    assert.ok(words('dockerfile', 'FROM a\nCOPY |--link . .', { files }).includes('--from='));
    assert.deepEqual(words('dockerfile', 'FROM a\nCOPY |--link . .', { files, fields: false }), []);
  });
  test('lines go on with the escape character of the file', () => {
    const files = { 'go.mod': '', 'src/a.go': '' };
    const windows = '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n';
    assert.deepEqual(words('dockerfile', `${windows}COPY --link \`\n  # files\n  |`, { files }), ['go.mod', 'src/']);
    assert.deepEqual(words('dockerfile', `FROM a\nCOPY --link \\\n  # files\n  |`, { files }), ['go.mod', 'src/']);
    // There a backslash ends a path, and the next line is one of its own.
    assert.equal(words('dockerfile', `${windows}WORKDIR C:\\\n|`)[0], 'RUN');
    assert.equal(words('dockerfile', 'FROM a\nRUN echo `\n|')[0], 'RUN');
    assert.equal(words('dockerfile', 'FROM a\nRUN echo \\\\\n|')[0], 'RUN');
    assert.deepEqual(words('dockerfile', `${windows}ENV A=b\nWORKDIR C:\\$|`), ['A']);
    assert.deepEqual(words('dockerfile', `${windows}ENV A=b\nWORKDIR C:\`$|`), []);
    assert.deepEqual(words('dockerfile', `${windows}ENV A=b\nWORKDIR C:\\$|`, { trigger: '$' }), ['A']);
  });
  test('mounts', () => {
    assert.equal(insert('dockerfile', 'FROM a\nRUN --mount=|', 'type=cache'), 'type=cache,target=$0');
    assert.ok(words('dockerfile', 'FROM a\nRUN --mount=type=cache,id=x,|').includes('sharing='));
    assert.ok(!words('dockerfile', 'FROM a\nRUN --mount=type=cache,id=x,|').includes('id='));
    assert.deepEqual(words('dockerfile', 'FROM a\nRUN --mount=type=cache,sharing=|'), ['shared', 'locked', 'private']);
  });
  test('users as numbers first, variables in scope', () => {
    assert.deepEqual(words('dockerfile', 'FROM node:24\nRUN useradd --uid 10001 app\nUSER |'), ['10001', 'app', '1000', 'node']);
    assert.deepEqual(words('dockerfile', 'FROM node:24\nUSER |\nRUN useradd --uid 10001 app\n'), ['1000', 'node']);
    assert.deepEqual(words('dockerfile', 'FROM a\nENV HOME_DIR=/x\nWORKDIR $H|'), ['HOME_DIR']);
    assert.equal(insert('dockerfile', 'ARG V=1\nFROM a:${|', 'V'), 'V\\}');
    assert.equal(insert('dockerfile', 'ARG V=1\nFROM a:${|}', 'V'), undefined);
  });
  test('files and stages stay where instructions are left to another extension', () => {
    assert.deepEqual(words('dockerfile', '|', { fields: false }), []);
    assert.deepEqual(words('dockerfile', 'FROM a\nCOPY |', { fields: false, files: { 'go.mod': '' } }), ['go.mod']);
  });
});

describe('Compose', () => {
  const two = 'services:\n  db:\n    image: postgres:17\n    healthcheck: {test: x}\n  cache:\n    image: redis:8\n  api:\n';
  test('keys of the file, of a service and below, with their texts', () => {
    assert.equal(words('compose', '|')[0], 'services');
    assert.deepEqual(words('compose', 'services:\n  a:\n    |').slice(0, 3), ['image', 'build', 'ports']);
    assert.ok(!words('compose', '|').includes('version'));
    assert.ok((at('compose', 'services:\n  a:\n    |').offers.find(({ word }) => word === 'init')?.text ?? '').length > 10);
    assert.equal(insert('compose', 'services:\n  a:\n    h|', 'healthcheck')?.split('\n').length, 5);
    assert.deepEqual(words('compose', 'services:\n  |'), []);
  });
  test('services that it may wait for; a healthy one where it can tell', () => {
    assert.deepEqual(words('compose', `${two}    depends_on:\n      - |`), ['db', 'cache']);
    assert.deepEqual(words('compose', `${two}    depends_on:\n      - db\n      - |`), ['cache']);
    const found = at('compose', `${two}    depends_on:\n      |`).offers;
    assert.equal(found.find(({ word }) => word === 'db')?.insert, 'db:\n  condition: service_healthy');
    assert.equal(found.find(({ word }) => word === 'cache')?.insert, 'cache:\n  condition: service_started');
  });
  test('volumes, networks, values, quoted where YAML takes them for something else', () => {
    assert.equal(words('compose', 'services:\n  a:\n    volumes:\n      - |\nvolumes:\n  data:\n')[0], 'data:');
    assert.deepEqual(words('compose', 'services:\n  a:\n    networks: [|]\nnetworks:\n  back:\n'), ['back']);
    assert.equal(insert('compose', 'services:\n  a:\n    restart: |', 'no'), '"no"');
    assert.equal(insert('compose', 'services:\n  a:\n    restart:|', 'always'), ' always');
  });
  test('in braces', () => {
    assert.ok(words('compose', 'services:\n  a: {image: b, |}').includes('ports'));
    assert.ok(!words('compose', 'services:\n  a: {image: b, |}').includes('image'));
    assert.deepEqual(words('compose', `${two}    depends_on: {|}`), [], 'a service there needs more than a line');
    assert.ok(words('compose', `${two}    depends_on: {db: {condition: |}}`).includes('service_healthy'));
    assert.deepEqual(words('compose', `${two}  web: {image: a, depends_on: [|]}`), ['db', 'cache', 'api']);
  });
  test('stages of the Dockerfile, files of environments', () => {
    const files = { 'api/Dockerfile': 'FROM a AS dev\nFROM b AS prod\n', '.env.example': '' };
    assert.deepEqual(words('compose', 'services:\n  a:\n    build:\n      context: api\n      target: |', { files }), ['dev', 'prod']);
    assert.ok(words('compose', 'services:\n  a:\n    env_file: .|', { files }).includes('.env.example'));
  });
  test('a dash asks for names, not for the long form', () => {
    assert.deepEqual(words('compose', 'services:\n  a:\n    ports:\n      - |', { trigger: ' ' }), []);
  });
});

describe('kustomizations', () => {
  const files = {
    'deployment.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: shop/api:1.0.0\n',
    'notes.md': '',
    '../overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    '../other/kustomization.yaml': 'resources: []\n',
  };
  test('fields, the old ones last', () => {
    const found = words('kustomize', '|');
    assert.deepEqual(found.slice(0, 4), ['apiVersion', 'kind', 'namespace', 'resources']);
    assert.equal(at('kustomize', '|').offers.find(({ word }) => word === 'bases')?.isDoubtful, true);
    assert.equal(insert('kustomize', 'i|', 'images'), 'images:\n  - name: $1\n    newTag: $2');
  });
  test('files that can be listed, other kustomizations, but none that lists this one', () => {
    assert.deepEqual(words('kustomize', 'resources:\n  - |', { files }), ['deployment.yaml', '../other']);
    assert.deepEqual(words('kustomize', 'resources:\n  - deployment.yaml\n  - |', { files }), ['../other']);
    assert.deepEqual(words('kustomize', 'patches:\n  - path: |', { files }), ['deployment.yaml']);
    assert.deepEqual(words('kustomize', 'configMapGenerator:\n  - name: a\n    files: [|]', { files }), ['deployment.yaml', 'notes.md']);
  });
  test('images and names of objects', () => {
    assert.deepEqual(words('kustomize', 'images:\n  - name: |', { files }), ['shop/api']);
    assert.deepEqual(words('kustomize', 'replicas:\n  - name: |', { files }), ['api']);
    assert.deepEqual(words('kustomize', 'patches:\n  - target:\n      kind: Service\n      name: |', { files }), []);
  });
});

describe('.dockerignore', () => {
  const files = { '.git/HEAD': '', 'src/a.ts': '', 'README.md': '', 'node_modules/x': '' };
  test('names of the context, those that are mostly left out first', () => {
    assert.deepEqual(words('dockerignore', '|', { files }), ['.git', 'node_modules', 'README.md', 'src']);
    assert.deepEqual(words('dockerignore', 'node_modules\n|', { files }), ['.git', 'README.md', 'src']);
    assert.deepEqual(words('dockerignore', '!src/|', { files }), ['a.ts']);
    assert.deepEqual(words('dockerignore', '# |', { files }), []);
  });
});
