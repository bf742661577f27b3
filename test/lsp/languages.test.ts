import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inFolder } from '../support/cliRun.js';
import { LspClient } from '../support/lspClient.js';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: nginx:latest\n';
const dockerfile = 'FROM alpine:3.22\nMAINTAINER me\n';
const chart = 'apiVersion: v2\nname: shop\ndescription: Shop\nversion: 1.0.0\n';

async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let tries = 0; tries < 100 && !isWanted(answer); tries++) {
    await new Promise((done) => setTimeout(done, 50));
    answer = await ask();
  }
  assert.ok(isWanted(answer), JSON.stringify(answer));
  return answer;
}

const codes = async (client: LspClient, uri: string): Promise<string[]> => (await client.findings(uri)).map(({ code }) => String(code));

describe('a server whose second script', () => {
  const broken: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    [
      'is missing',
      (path) => rmSync(path),
      /server-later\.js is missing, cut short or of another version\. Start the server again; .*install Slipway again\.$/,
    ],
    ['is cut short', (path) => writeFileSync(path, readFileSync(path).subarray(0, 100_000)), /is missing, cut short/],
    [
      'does not run',
      (path) => writeFileSync(path, `(null.x)\n${/\/\*\w+\*\/$/.exec(readFileSync(path, 'latin1'))?.[0]}`),
      /cannot be run \(.*null.*\)\. Install Slipway again\.$/,
    ],
  ];
  for (const [name, spoil, words] of broken)
    test(`${name} says so once, and judges Dockerfiles`, () =>
      inFolder({ Dockerfile: dockerfile, 'a.yaml': pod, 'b.yaml': pod }, async (folder) =>
        inFolder({}, async (dist) => {
          for (const file of ['server.js', 'server-main.js', 'server-later.js', 'pages.json', 'pages.md', 'kubernetes.json'])
            copyFileSync(resolve('dist', file), join(dist, file));
          spoil(join(dist, 'server-later.js'));
          const told: { readonly type: number; readonly message: string }[] = [];
          const logged: string[] = [];
          const client = await LspClient.start({
            pull: true,
            folder,
            server: join(dist, 'server.js'),
            listening: (connection) => {
              connection.onNotification('window/showMessage', (params: (typeof told)[number]) => void told.push(params));
              connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
            },
          });
          try {
            const uri = (file: string): string => pathToFileURL(join(folder, file)).href;
            await client.open(uri('a.yaml'), pod, 'yaml');
            await client.open(uri('Dockerfile'), dockerfile);
            await client.open(uri('b.yaml'), pod, 'yaml');
            assert.deepEqual(await codes(client, uri('a.yaml')), []);
            assert.ok((await codes(client, uri('Dockerfile'))).includes('dockerfile/maintainer-deprecated'));
            // The folder was read by then, with two YAML files in it.
            await client.connection.sendRequest('slipway/candidates');
            assert.deepEqual(await client.connection.sendRequest('workspace/symbol', { query: 'a' }), []);
            assert.equal(told.length, 1, JSON.stringify(told));
            assert.equal(told[0]?.type, 1);
            assert.match(told[0].message, /^Slipway does not judge YAML files/);
            assert.match(told[0].message, words);
            assert.equal(logged.filter((text) => /server-later|null/.test(text)).length, 1, logged.join('\n'));
          } finally {
            assert.equal(await client.stop(), 0);
          }
        }),
      ));
});

describe('an open document that becomes something else', () => {
  const template = pod
    .replace('image: nginx:latest', 'image: {{ .Values.imgae }}')
    .replace('name: a\nspec', 'name: {{ .Values.name }}\nspec');
  const undefinedValue = 'helm/value-undefined';

  for (const pull of [true, false])
    test(`a chart is made above it and goes again, ${pull ? 'pulled' : 'published'}`, () =>
      inFolder({ 'shop/templates/pod.yaml': template, 'shop/values.yaml': 'name: a\nimage: b\n', 'k8s.yaml': pod }, async (folder) => {
        const uri = (file: string): string => pathToFileURL(join(folder, file)).href;
        const [pods, chartFile] = [uri('shop/templates/pod.yaml'), join(folder, 'shop/Chart.yaml')];
        const client = await LspClient.start({ pull, folder });
        const now = async (): Promise<string[]> =>
          pull
            ? await codes(client, pods)
            : (client.published.filter((params) => params.uri === pods).at(-1)?.diagnostics ?? []).map(({ code }) => String(code));
        const tell = (type: number): Promise<void> =>
          client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: pathToFileURL(chartFile).href, type }],
          });
        const made = (): Promise<void> => {
          writeFileSync(chartFile, chart);
          return tell(1);
        };
        const gone = (): Promise<void> => {
          rmSync(chartFile);
          return tell(3);
        };
        try {
          await client.open(pods, template, 'yaml');
          if (pull) await client.connection.sendRequest('slipway/candidates');
          assert.ok(!(await now()).includes(undefinedValue));
          if (pull) await client.refreshAfter(made);
          else await made();
          await until(now, (found) => found.includes(undefinedValue));
          if (pull) await client.refreshAfter(gone);
          else await gone();
          await until(now, (found) => !found.includes(undefinedValue));
        } finally {
          assert.equal(await client.stop(), 0);
        }
      }));

  test('one that was nothing is something, and its edits are those of the open text', () =>
    inFolder({ 'shop/values.yaml': 'name: a\n', 'shop/templates/NOTES.txt': '' }, async (folder) => {
      const notes = pathToFileURL(join(folder, 'shop/templates/NOTES.txt')).href;
      const chartFile = join(folder, 'shop/Chart.yaml');
      const client = await LspClient.start({ pull: true, folder });
      const text = 'This is {{ .Values.nmae }}.\n';
      try {
        await client.open(notes, text, 'plaintext');
        assert.deepEqual(await codes(client, notes), []);
        writeFileSync(chartFile, chart);
        // As watchers tell of a folder that was moved here.
        const changes = [{ uri: pathToFileURL(join(folder, 'shop')).href, type: 1 }];
        await client.refreshAfter(() => client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes }));
        await until(
          () => codes(client, notes),
          (found) => found.includes('helm/value-undefined'),
        );
        await client.change(notes, 2, [{ text: text.replace('nmae', 'name') }]);
        await until(
          () => codes(client, notes),
          (found) => !found.includes('helm/value-undefined'),
        );
        rmSync(chartFile);
        await client.refreshAfter(() =>
          client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: pathToFileURL(chartFile).href, type: 3 }],
          }),
        );
        assert.deepEqual(await codes(client, notes), []);
      } finally {
        assert.equal(await client.stop(), 0);
      }
    }));

  test('files of the chart that nobody opened are read again too', () =>
    inFolder(
      {
        'shop/templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n',
        'shop/templates/_helpers.tpl': '{{ define "shop.name" }}a{{ end }}\n',
        'shop/values.yaml': 'name: a\n',
      },
      async (folder) => {
        const chartFile = join(folder, 'shop/Chart.yaml');
        const client = await LspClient.start({ pull: true, folder });
        const names = async (query: string): Promise<string[]> =>
          ((await client.connection.sendRequest('workspace/symbol', { query })) as { name: string }[]).map(({ name }) => name);
        const isThere = (found: string[]): boolean => found.length > 0;
        try {
          await until(() => names('shop'), isThere);
          const template = '{{ include "shop.name" . }}\n';
          const other = pathToFileURL(join(folder, 'shop/templates/other.yaml')).href;
          writeFileSync(chartFile, chart);
          const changes = [{ uri: pathToFileURL(chartFile).href, type: 1 }];
          await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
          await client.open(other, template, 'yaml');
          const definition = (): Promise<unknown> =>
            client.connection.sendRequest('textDocument/definition', {
              textDocument: { uri: other },
              position: { line: 0, character: 14 },
            });
          await until(definition, (found) => JSON.stringify(found ?? '').includes('_helpers.tpl'));
        } finally {
          assert.equal(await client.stop(), 0);
        }
      },
    ));
});
