import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionItem, CompletionList, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import type { DockerfileChoice } from '../../server/src/protocol.js';
import { inFolder } from '../support/cliRun.js';
import { LspClient } from '../support/lspClient.js';

const dockerfile = 'FROM debian:13-slim AS base\nFROM base\nCOPY . .\nCMD ["/app"]\n';
const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: ${image}\n`;
const compose = 'services:\n  api:\n    image: shop/api\n    build: { context: ., dockerfile: api/Dockerfile }\n';
const files = {
  'api/Dockerfile': dockerfile,
  'other/Dockerfile': dockerfile,
  'compose.yaml': compose,
  'k8s/pod.yaml': pod('shop/api:1'),
  '.dockerignore': 'big\n*.md\n',
  'big/data': 'x'.repeat(2000),
  'src/main.c': 'int main;',
};

interface Session {
  readonly client: LspClient;
  uri(name: string): string;
  write(name: string, text: string): Promise<void>;
  hover(name: string, line: number, character: number): Promise<string>;
  /** Asks again until `test` holds, ten seconds at most: the workspace is read behind the scenes. */
  until<T>(question: () => Promise<T>, test: (answer: T) => boolean): Promise<T>;
}

function session(work: (session: Session) => Promise<void>, options: object = {}): Promise<void> {
  return inFolder(files, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, initializationOptions: { choosesDockerfiles: true }, ...options });
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    try {
      await work({
        client,
        uri,
        write: async (name, text) => {
          writeFileSync(join(folder, name), text);
          await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type: 2 }] });
        },
        hover: async (name, line, character) => {
          const found = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
            textDocument: { uri: uri(name) },
            position: { line, character },
          });
          return found === null ? '' : (found.contents as { value: string }).value;
        },
        until: async (question, test) => {
          for (const end = Date.now() + 10_000; ; await new Promise((done) => setTimeout(done, 50))) {
            const answer = await question();
            if (test(answer)) return answer;
            assert.ok(Date.now() < end, `the answer stays ${JSON.stringify(answer)}`);
          }
        },
      });
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
}

const includes = (part: string) => (text: string) => text.includes(part);

describe('the build context in the editor', () => {
  test('hovers say who says it and how large it is; a change on disk is seen', () =>
    session(async ({ client, uri, hover, until, write }) => {
      await client.open(uri('api/Dockerfile'), dockerfile);
      const onDot = await until(() => hover('api/Dockerfile', 2, 5), includes('compose.yaml'));
      assert.match(onDot, /\*\*Build context\*\* `\.\.`: the Compose file `\.\.\/compose\.yaml` says so/);
      assert.match(onDot, /\*\*Context size\*\*: 6 files, [\d.]+ (?:B|kB); 7 files, [\d.]+ kB without the ignore file\./);
      assert.match(onDot, /Left out: `big\/` \(2\.0 kB\)/);
      await client.open(uri('.dockerignore'), files['.dockerignore'], 'ignore');
      assert.match(await hover('.dockerignore', 0, 1), /It leaves out 1 file, 2\.0 kB\./);
      assert.match(await hover('.dockerignore', 1, 1), /It leaves out nothing that other lines do not\./);
      await write('README.md', 'text');
      assert.match(await hover('.dockerignore', 1, 1), /It leaves out 1 file, 4 B\./);
    }));

  test('paths are offered from the context, and what is left out comes last', () =>
    session(async ({ client, uri, until }) => {
      const text = 'FROM debian:13-slim\nCOPY \n';
      await client.open(uri('api/Dockerfile'), text);
      const offers = async (): Promise<CompletionItem[] | undefined> =>
        (
          await client.connection.sendRequest<CompletionList | null>('textDocument/completion', {
            textDocument: { uri: uri('api/Dockerfile') },
            position: { line: 1, character: 5 },
          })
        )?.items;
      const found = await until(offers, (items) => items?.some(({ label }) => label === 'src/') === true);
      assert.deepEqual(found?.map(({ label, tags }) => (tags === undefined ? label : `-${label}`)).sort(), [
        '-big/',
        'api/',
        'compose.yaml',
        'k8s/',
        'other/',
        'src/',
      ]);
      await client.open(uri('k8s/pod.yaml'), files['k8s/pod.yaml'], 'yaml');
      const other = await client.connection.sendRequest<CompletionList | null>('textDocument/completion', {
        textDocument: { uri: uri('k8s/pod.yaml') },
        position: { line: 6, character: 5 },
      });
      assert.ok(!other?.items.some(({ label }) => label.endsWith('/')), 'a manifest copies nothing');
    }));
});

describe('which Dockerfile builds an image', () => {
  const onImage = [6, 13] as const;

  test('the hover says it, an action leads to the choice, and the choice is written', () =>
    session(
      async ({ client, uri, hover, until, write }) => {
        await client.open(uri('k8s/pod.yaml'), files['k8s/pod.yaml'], 'yaml');
        await until(
          () => hover('k8s/pod.yaml', ...onImage),
          includes('**Built by** `../api/Dockerfile`: the Compose file `../compose.yaml` says so.'),
        );
        const at = { line: onImage[0], character: onImage[1] };
        const actions: CodeAction[] = await client.actions(uri('k8s/pod.yaml'), { start: at, end: at });
        const action = actions.find(({ command }) => command?.command === 'slipway.chooseDockerfile');
        assert.deepEqual(action?.command?.arguments, [uri('k8s/pod.yaml'), 'shop/api']);
        const params = { uri: uri('k8s/pod.yaml'), image: 'shop/api' };
        const choices = await client.connection.sendRequest<DockerfileChoice[]>('slipway/dockerfilesFor', params);
        assert.deepEqual(
          choices.map(({ label, stages, isPresent }) => [label, stages, isPresent]),
          [
            ['api/Dockerfile', ['base'], true],
            ['other/Dockerfile', ['base'], false],
          ],
        );
        const edit = await client.connection.sendRequest<WorkspaceEdit | null>('slipway/sayDockerfile', {
          ...params,
          dockerfile: choices[1]?.path,
          target: 'base',
        });
        const [create, change] = edit?.documentChanges ?? [];
        assert.deepEqual(create, { kind: 'create', uri: uri('.slipway.yaml') });
        const text =
          change !== undefined && 'edits' in change ? change.edits.map((each) => ('newText' in each ? each.newText : '')).join('') : '';
        assert.equal(text, 'images:\n  shop/api:\n    dockerfile: other/Dockerfile\n    target: base\n');
        await write('.slipway.yaml', text);
        await until(
          () => hover('k8s/pod.yaml', ...onImage),
          includes('**Built by** `../other/Dockerfile`, stage `base`: `../.slipway.yaml` says so.'),
        );
      },
      { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
    ));

  test('the setting of the editor, a build of ours, and their order', () =>
    session(
      async ({ client, uri, hover, until }) => {
        await client.open(uri('k8s/pod.yaml'), pod('team/web'), 'yaml');
        const built = (): Promise<string> => hover('k8s/pod.yaml', ...onImage);
        await until(built, includes('**Built by** `../other/Dockerfile`: the setting `slipway.images` says so.'));
        const path = decodeURIComponent(new URL(uri('api/Dockerfile')).pathname);
        await client.change(uri('k8s/pod.yaml'), 2, [{ text: pod('team/job:2') }]);
        assert.ok(!(await built()).includes('Built by'));
        await client.connection.sendNotification('slipway/built', {
          image: 'team/job:2',
          dockerfile: path,
          target: 'base',
          context: path.replace('/Dockerfile', ''),
        });
        await until(built, includes('**Built by** `../api/Dockerfile`, stage `base`: the last build command says so.'));
        await client.connection.sendNotification('slipway/built', { image: 'team/job:3', dockerfile: path.replace('/api/', '/other/') });
        await until(built, includes('**Built by** `../other/Dockerfile`: the last build command says so.'));
        client.settings = { images: { 'team/job': { dockerfile: 'api/Dockerfile' }, broken: 3 } };
        await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await until(built, includes('**Built by** `../api/Dockerfile`: the setting'));
      },
      { settings: { images: { 'team/web': 'other/Dockerfile' } } },
    ));

  test('a client without the command is offered nothing', () =>
    session(
      async ({ client, uri, hover, until }) => {
        await client.open(uri('k8s/pod.yaml'), files['k8s/pod.yaml'], 'yaml');
        await until(() => hover('k8s/pod.yaml', ...onImage), includes('Built by'));
        const at = { line: onImage[0], character: onImage[1] };
        const actions = await client.actions(uri('k8s/pod.yaml'), { start: at, end: at });
        assert.ok(actions.every(({ command }) => command === undefined));
      },
      { initializationOptions: {} },
    ));
});
