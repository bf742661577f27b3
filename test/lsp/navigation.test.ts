import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodeLens, DocumentSymbol, Location, WorkspaceEdit, WorkspaceSymbol } from 'vscode-languageserver/node';
import { inFolder } from '../support/cliRun.js';
import { LspClient } from '../support/lspClient.js';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  LEVEL: info\n';
const api = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - name: api
        image: example.com/shop/api:1
        env:
        - name: LEVEL
          valueFrom: {configMapKeyRef: {name: settings, key: LEVEL}}
`;
const dockerfile = 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /a /a\nCOPY go.mod /\n';
const files = { 'k8s/api.yaml': api, 'k8s/config.yaml': config, 'api/Dockerfile': dockerfile, 'api/go.mod': 'module a\n' };

interface Session {
  readonly client: LspClient;
  readonly folder: string;
  uri(name: string): string;
  ask<T>(method: string, name: string, at?: readonly [line: number, character: number], more?: object): Promise<T>;
  /** Answers come from more files while the workspace is read: asks again until `test` holds, ten seconds at most. */
  until<T>(question: () => Promise<T>, test: (answer: T) => boolean): Promise<T>;
}

function withFolder(
  given: Readonly<Record<string, string>>,
  work: (session: Session) => Promise<void>,
  options: object = {},
): Promise<void> {
  return inFolder(given, async (folder) => {
    const client = await LspClient.start({ pull: true, folder, initializationOptions: { showsReferences: true }, ...options });
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    try {
      await work({
        client,
        folder,
        uri,
        ask: (method, name, at, more = {}) =>
          client.connection.sendRequest(`textDocument/${method}`, {
            textDocument: { uri: uri(name) },
            ...(at === undefined ? {} : { position: { line: at[0], character: at[1] } }),
            ...more,
          }),
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

/** `file:line:character` as an editor counts, from 1. */
const short = ({ uri, range }: Location): string =>
  `${fileURLToPath(uri).split('/').slice(-2).join('/')}:${range.start.line + 1}:${range.start.character + 1}`;
/** A refusal, or what was done where none was given. */
const said = (answer: string | object): string => (typeof answer === 'string' ? answer : JSON.stringify(answer));
const isFound = (answer: unknown): boolean => Array.isArray(answer) && answer.length > 0;
const keyAt = [13, 63] as const;

describe('navigation', () => {
  test('definitions across files; unsaved text counts, and a file that is renamed is found at its new place', () =>
    withFolder(files, async ({ client, ask, until, uri, folder }) => {
      await client.open(uri('k8s/api.yaml'), api, 'yaml');
      const definition = (): Promise<Location[] | null> => ask('definition', 'k8s/api.yaml', keyAt);
      assert.deepEqual((await until(definition, isFound))?.map(short), ['k8s/config.yaml:5:3']);
      assert.deepEqual((await ask<Location[]>('definition', 'k8s/api.yaml', [10, 20])).map(short), ['api/Dockerfile:2:6']);

      await client.open(uri('k8s/config.yaml'), config, 'yaml');
      await client.change(uri('k8s/config.yaml'), 2, [
        { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text: '  OTHER: x\n\n' },
      ]);
      assert.deepEqual((await definition())?.map(short), ['k8s/config.yaml:7:3'], 'the text that is not saved');
      await client.change(uri('k8s/config.yaml'), 3, [{ text: config.replace('LEVEL', 'LEVELS') }]);
      assert.equal(await definition(), null, 'the key is gone');
      await client.close(uri('k8s/config.yaml'));
      assert.deepEqual((await until(definition, isFound))?.map(short), ['k8s/config.yaml:5:3'], 'the text on disk again');

      renameSync(join(folder, 'k8s/config.yaml'), join(folder, 'k8s/settings.yaml'));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [
          { uri: uri('k8s/config.yaml'), type: 3 },
          { uri: uri('k8s/settings.yaml'), type: 1 },
        ],
      });
      const moved = await until(definition, (found) => found?.length === 1 && found[0]?.uri.endsWith('settings.yaml') === true);
      assert.deepEqual(moved?.map(short), ['k8s/settings.yaml:5:3']);
    }));

  test('text that is no file: definitions and marks in it', () =>
    inFolder({}, async () => {
      const client = await LspClient.start({ pull: true });
      const document = { uri: 'untitled:Dockerfile' };
      await client.open(document.uri, dockerfile);
      const found = await client.connection.sendRequest('textDocument/definition', {
        textDocument: document,
        position: { line: 2, character: 14 },
      });
      assert.deepEqual(found, [{ uri: document.uri, range: { start: { line: 0, character: 20 }, end: { line: 0, character: 25 } } }]);
      const marks = await client.connection.sendRequest<unknown[]>('textDocument/documentHighlight', {
        textDocument: document,
        position: { line: 2, character: 14 },
      });
      assert.equal(marks.length, 2);
      assert.equal(
        await client.connection.sendRequest('textDocument/documentHighlight', {
          textDocument: document,
          position: { line: 3, character: 1 },
        }),
        null,
      );
      await client.stop();
    }));

  test('uses: the image of a Dockerfile, a key', () =>
    withFolder(files, async ({ client, ask, until, uri }) => {
      await client.open(uri('api/Dockerfile'), dockerfile);
      const uses = (): Promise<Location[] | null> =>
        ask('references', 'api/Dockerfile', [1, 2], { context: { includeDeclaration: false } });
      assert.deepEqual((await until(uses, isFound))?.map(short), ['k8s/api.yaml:11:16']);
      await client.open(uri('k8s/config.yaml'), config, 'yaml');
      const keys = await ask<Location[]>('references', 'k8s/config.yaml', [4, 4], { context: { includeDeclaration: true } });
      assert.deepEqual(keys.map(short), ['k8s/config.yaml:5:3', 'k8s/api.yaml:14:62']);
    }));

  test('links, outline, names of the workspace', () =>
    withFolder(files, async ({ client, ask, until, uri }) => {
      await client.open(uri('api/Dockerfile'), dockerfile);
      assert.deepEqual(await ask('documentLink', 'api/Dockerfile'), [
        { range: { start: { line: 3, character: 5 }, end: { line: 3, character: 11 } }, target: uri('api/go.mod'), tooltip: 'Open go.mod' },
      ]);
      const symbols = await ask<DocumentSymbol[]>('documentSymbol', 'api/Dockerfile');
      assert.ok(symbols.some(({ name }) => name === 'build'));
      const named = (query: string) => (): Promise<WorkspaceSymbol[]> => client.connection.sendRequest('workspace/symbol', { query });
      const [found] = await until(named('ment API'), isFound);
      assert.equal(found?.name, 'Deployment api');
      assert.equal(short(found.location as Location), 'k8s/api.yaml:3:18');
      assert.deepEqual(
        (await named('build')()).map(({ name }) => name),
        ['build'],
      );
    }));

  test('renaming a key changes every file, the open ones as they are', () =>
    withFolder(files, async ({ client, ask, until, uri }) => {
      const text = config.replace('  LEVEL', '  A: b\n  LEVEL');
      await client.open(uri('k8s/config.yaml'), text, 'yaml', 4);
      const rename = (newName: string): Promise<WorkspaceEdit | string> =>
        ask<WorkspaceEdit>('rename', 'k8s/config.yaml', [5, 4], { newName }).catch((error: unknown) => (error as Error).message);
      const edit = await until(
        () => rename('LOG'),
        (answer) => typeof answer === 'object',
      );
      assert.ok(typeof edit === 'object');
      const changes = (edit.documentChanges ?? []) as { textDocument: { uri: string; version: number | null }; edits: unknown[] }[];
      assert.deepEqual(
        changes.map(({ textDocument, edits }) => [textDocument.uri, textDocument.version, edits]),
        [
          [uri('k8s/config.yaml'), 4, [{ range: { start: { line: 5, character: 2 }, end: { line: 5, character: 7 } }, newText: 'LOG' }]],
          [
            uri('k8s/api.yaml'),
            null,
            [{ range: { start: { line: 13, character: 61 }, end: { line: 13, character: 66 } }, newText: 'LOG' }],
          ],
        ],
      );
      assert.deepEqual(await ask('prepareRename', 'k8s/config.yaml', [5, 4]), {
        range: { start: { line: 5, character: 2 }, end: { line: 5, character: 7 } },
        placeholder: 'LEVEL',
      });
      assert.match(said(await rename('A')), /has a key `A` already/);
      assert.equal(await ask('prepareRename', 'k8s/config.yaml', [1, 2]), null);
    }));

  test('a file that changed behind our back is not edited', () =>
    withFolder(files, async ({ client, ask, until, uri, folder }) => {
      await client.open(uri('k8s/config.yaml'), config, 'yaml');
      const rename = (): Promise<WorkspaceEdit | string> =>
        ask<WorkspaceEdit>('rename', 'k8s/config.yaml', [4, 4], { newName: 'LOG' }).catch((error: unknown) => (error as Error).message);
      await until(rename, (answer) => (typeof answer === 'string' && !answer.startsWith('Not all') ? true : typeof answer === 'object'));
      writeFileSync(join(folder, 'k8s/api.yaml'), `# one line more\n${api}`);
      // What was read of it is forgotten with the next file that opens; its facts are still the old ones.
      await client.open(uri('api/Dockerfile'), dockerfile);
      assert.match(said(await rename()), /does not say `LEVEL`/);
    }));

  test('lenses, and that they are asked for again when another file changes', () =>
    withFolder(
      files,
      async ({ client, ask, until, uri }) => {
        let refreshes = 0;
        client.connection.onRequest('workspace/codeLens/refresh', () => {
          refreshes++;
          return null;
        });
        await client.open(uri('api/Dockerfile'), dockerfile);
        const lenses = (): Promise<CodeLens[]> => ask('codeLens', 'api/Dockerfile');
        const titles = (found: readonly CodeLens[]): (string | undefined)[] => found.map(({ command }) => command?.title);
        const found = await until(lenses, (answer) => answer.length === 2);
        assert.deepEqual(titles(found), ['used by 1 stage', 'runs in Deployment api']);
        const [at, position, places] = found[1]?.command?.arguments ?? [];
        assert.equal(found[1]?.command?.command, 'slipway.showReferences');
        assert.deepEqual(
          [at, position, (places as Location[]).map(short)],
          [uri('api/Dockerfile'), { line: 1, character: 0 }, ['k8s/api.yaml:11:16']],
        );

        await client.open(uri('k8s/api.yaml'), api, 'yaml');
        assert.deepEqual(titles(await ask('codeLens', 'k8s/api.yaml')), ['built by ../api/Dockerfile']);
        const before = refreshes;
        await client.change(uri('k8s/api.yaml'), 2, [{ text: api.replace('metadata: {name: api}', 'metadata: {name: shop}') }]);
        assert.deepEqual(titles(await lenses()), ['used by 1 stage', 'runs in Deployment shop']);
        await until(
          () => Promise.resolve(refreshes),
          (count) => count > before,
        );
        client.settings = { codeLens: false };
        await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        assert.equal(await lenses(), null, 'switched off');
      },
      { workspace: { codeLens: { refreshSupport: true } } },
    ));

  test('text that is half typed, and files of no language, are answered with nothing', () =>
    withFolder({}, async ({ client, ask, uri }) => {
      await client.open(uri('Dockerfile'), 'FROM a AS\nCOPY --from=');
      await client.open(uri('.slipway.yaml'), 'rules:', 'yaml');
      await client.open(uri('x.yaml'), 'apiVersion: v1\nkind: Pod\nspec: {containers: [{image: "', 'yaml');
      for (const name of ['Dockerfile', '.slipway.yaml', 'x.yaml', 'none']) {
        for (const method of ['definition', 'references', 'documentHighlight', 'prepareRename'])
          assert.equal(await ask(method, name, [1, 12], { context: { includeDeclaration: true } }), null, `${method} ${name}`);
        for (const method of ['documentSymbol', 'documentLink', 'codeLens']) await ask(method, name);
      }
    }));
});
