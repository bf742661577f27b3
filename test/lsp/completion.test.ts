import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import { LspClient } from '../support/lspClient.js';

const manifest =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n';

describe('completion over the protocol', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-offers-'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM node:24-slim AS build\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function within(
    options: { readonly snippets: boolean; readonly settings?: Record<string, unknown> },
    work: (client: LspClient) => Promise<void>,
  ) {
    const client = await LspClient.start({
      pull: true,
      folder,
      settings: options.settings ?? {},
      initializationOptions: { suggestsAgain: options.snippets },
      textDocument: { completion: { completionItem: { snippetSupport: options.snippets } } },
    });
    try {
      await work(client);
    } finally {
      await client.stop();
    }
  }
  /** Items at the end of the text, in the order of the client. */
  async function ask(client: LspClient, name: string, text: string, languageId = 'yaml'): Promise<CompletionItem[]> {
    const uri = pathToFileURL(join(folder, name)).href;
    await client.open(uri, text, languageId);
    const lines = text.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const found = await client.connection.sendRequest<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    await client.close(uri);
    return [...(found?.items ?? [])].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  }

  test('fields as snippets, with the API’s text on demand', async () => {
    await within({ snippets: true }, async (client) => {
      const uri = pathToFileURL(join(folder, 'app.yaml')).href;
      const [first, ...others] = await ask(client, 'app.yaml', `${manifest}          `);
      assert.equal(first?.label, 'image');
      const ports = others.find(({ label }) => label === 'ports');
      assert.equal(ports?.insertTextFormat, 2);
      assert.deepEqual(ports?.textEdit && 'newText' in ports.textEdit && ports.textEdit.newText, 'ports:\n  - containerPort: $0');
      await client.open(uri, `${manifest}          `, 'yaml');
      const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', ports);
      assert.match(JSON.stringify(resolved.documentation), /list of ContainerPort/);
      await client.close(uri);
    });
  });
  test('CRLF stays CRLF', async () => {
    await within({ snippets: true }, async (client) => {
      const items = await ask(client, 'crlf.yaml', `${manifest.replaceAll('\n', '\r\n')}          `);
      const ports = items.find(({ label }) => label === 'ports');
      assert.ok(ports?.textEdit !== undefined && ports.textEdit.newText === 'ports:\r\n  - containerPort: $0');
    });
  });
  test('plain words where the client knows no snippets, and no command that it does not have', async () => {
    await within({ snippets: false }, async (client) => {
      for (const item of await ask(client, 'app.yaml', `${manifest}          `)) {
        assert.ok(!(item.textEdit?.newText ?? '').includes('$'), item.label);
        assert.equal(item.command, undefined);
        assert.notEqual(item.insertTextFormat, 2);
      }
    });
  });
  test('with the setting off, only what the workspace knows', async () => {
    await within({ snippets: true, settings: { completion: { fields: false } } }, async (client) => {
      assert.deepEqual(await ask(client, 'app.yaml', `${manifest}          `), []);
      const text = 'FROM node:24-slim AS build\nFROM node:24-slim\nCOPY --from=';
      assert.deepEqual(
        (await ask(client, 'other.Dockerfile', text, 'dockerfile')).map(({ label }) => label),
        ['build'],
      );
    });
  });
  test('each prefix of a manifest is answered', async () => {
    await within({ snippets: true }, async (client) => {
      const text = `${manifest}          env:\n            - name: A\n              valueFrom:\n                secretKeyRef: {name: x, key: "y"}\n`;
      const uri = pathToFileURL(join(folder, 'typed.yaml')).href;
      await client.open(uri, '', 'yaml');
      let [line, character] = [0, 0];
      for (const [i, letter] of text.split('').entries()) {
        await client.change(uri, i + 2, [{ range: { start: { line, character }, end: { line, character } }, text: letter }]);
        if (letter === '\n') [line, character] = [line + 1, 0];
        else character++;
        await client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line, character } });
      }
      await client.close(uri);
    });
  });
});
