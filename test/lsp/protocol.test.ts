import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ResponseError, type Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inFolder } from '../support/cliRun.js';
import { exampleFiles } from '../support/corpus.js';
import { LspClient } from '../support/lspClient.js';
import { mutate, random } from '../support/mutate.js';

const bad = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n';
const clean = 'FROM scratch\nUSER 10001\n';
const uri = 'untitled:Dockerfile';
const has = (id: string) => (diagnostic: Diagnostic) => diagnostic.code === `dockerfile/${id}`;

/** Without the uri of the document that related places are in. */
const atHome = (diagnostic: Diagnostic): unknown => ({
  ...diagnostic,
  relatedInformation: diagnostic.relatedInformation?.map(({ location, message }) => ({ range: location.range, message })),
});

async function withClient(options: Parameters<typeof LspClient.start>[0], work: (client: LspClient) => Promise<void>): Promise<void> {
  const client = await LspClient.start(options);
  try {
    await work(client);
  } finally {
    assert.equal(await client.stop(), 0);
  }
}

describe('result ids', () => {
  test('a document that was closed and opened again with another text is judged again', () =>
    withClient({ pull: true }, async (client) => {
      await client.open(uri, clean);
      const first = await client.pull(uri);
      await client.close(uri);
      await client.open(uri, bad);
      const second = await client.pull(uri, first.kind === 'full' ? first.resultId : undefined);
      assert.ok(second.kind === 'full' && second.items.some(has('apt-without-yes')), JSON.stringify(second));
    }));

  test('an id of an earlier server says nothing to a later one', async () => {
    let known: string | undefined;
    await withClient({ pull: true }, async (client) => {
      await client.open(uri, clean);
      known = (await client.pull(uri)).resultId;
    });
    assert.ok(known !== undefined);
    await withClient({ pull: true }, async (client) => {
      await client.open(uri, bad);
      assert.equal((await client.pull(uri, known)).kind, 'full');
    });
  });

  test('text, settings and files beside each make a new id; a question does not', () =>
    inFolder({ Dockerfile: 'FROM scratch\nCOPY a.txt /\n', 'a.txt': '' }, (folder) =>
      withClient({ pull: true, folder }, async (client) => {
        const at = pathToFileURL(join(folder, 'Dockerfile')).href;
        await client.open(at, 'FROM scratch\nCOPY a.txt /\n');
        const seen: (string | undefined)[] = [];
        const next = async (): Promise<void> => {
          const { resultId } = await client.pull(at);
          assert.ok(resultId !== undefined && !seen.includes(resultId), `${String(resultId)} was there before`);
          assert.equal((await client.pull(at, resultId)).kind, 'unchanged');
          seen.push(resultId);
        };
        await next();
        await client.change(at, 2, [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: '# a\n' }]);
        await next();
        await client.refreshAfter(() => client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null }));
        await next();
        writeFileSync(join(folder, '.dockerignore'), 'b.txt\n');
        const changes = [{ uri: pathToFileURL(join(folder, '.dockerignore')).href, type: 1 }];
        await client.refreshAfter(() => client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes }));
        await next();
      }),
    ));
});

test('a related place in a file beside the document is counted in the lines of that file', () =>
  inFolder({ 'secret.txt': '', '.dockerignore': '# one\n# two\n\nnode_modules\n*.txt\n' }, (folder) =>
    withClient({ pull: true, folder }, async (client) => {
      const at = pathToFileURL(join(folder, 'Dockerfile')).href;
      await client.open(at, 'FROM scratch\nCOPY secret.txt /\n');
      const related = (await client.findings(at)).find(has('copy-ignored-source'))?.relatedInformation ?? [];
      assert.deepEqual(
        related.map(({ location }) => location),
        [
          {
            uri: pathToFileURL(join(folder, '.dockerignore')).href,
            range: { start: { line: 4, character: 0 }, end: { line: 4, character: 5 } },
          },
        ],
      );
      const ignored = pathToFileURL(join(folder, '.dockerignore')).href;
      await client.open(ignored, '*.txt\n', 'ignore');
      await client.change(at, 2, [{ text: 'FROM scratch\nCOPY secret.txt /\n' }]);
      const unsaved = (await client.findings(at)).find(has('copy-ignored-source'))?.relatedInformation?.[0];
      assert.equal(unsaved?.location.range.start.line, 0, 'the text that is not saved yet counts');
    }),
  ));

test('300 changes, one after the other, leave the findings of a fresh document', () =>
  withClient({ pull: true, settings: { preset: 'all' } }, async (client) => {
    const next = random(11);
    const sources = exampleFiles('dockerfile').map((file) => readFileSync(file, 'utf8'));
    let text = sources.join('\n').replaceAll('\r', '');
    let version = 1;
    await client.open(uri, text);
    for (let i = 0; i < 300; i++) {
      const document = TextDocument.create(uri, 'dockerfile', version, text);
      // The protocol cannot carry half of a surrogate pair.
      const after = mutate(text, next)
        .replace(/[\ud800-\udfff]/g, '')
        .slice(0, 8000);
      let start = 0;
      while (start < text.length && text[start] === after[start]) start++;
      let end = 0;
      while (end < text.length - start && end < after.length - start && text.at(-1 - end) === after.at(-1 - end)) end++;
      // The protocol has no place between the halves of a line break.
      while (start > 0 && text[start - 1] === '\r') start--;
      while (end > 0 && text.at(-end) === '\n') end--;
      const range = { start: document.positionAt(start), end: document.positionAt(text.length - end) };
      await client.change(uri, ++version, [{ range, text: after.slice(start, after.length - end) }]);
      text = after;
      if (i % 3 !== 0) continue;
      const fresh = `untitled:fresh-${i}/Dockerfile`;
      await client.open(fresh, text);
      assert.deepEqual(
        (await client.findings(uri)).map(atHome),
        (await client.findings(fresh)).map(atHome),
        `after change ${i}: ${JSON.stringify(text)}`,
      );
      await client.close(fresh);
    }
  }));

describe('odd clients', () => {
  test('one that pulls nothing and answers no questions sends its settings itself', () =>
    withClient({ pull: false, workspace: { configuration: false } }, async (client) => {
      await client.open(uri, bad);
      await client.publication(({ diagnostics }) => diagnostics.some(has('apt-without-yes')));
      const settings = { slipway: { rules: { 'dockerfile/apt-without-yes': 'off' } } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      await client.publication(({ diagnostics }) => diagnostics.length > 0 && !diagnostics.some(has('apt-without-yes')));
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { slipway: { enable: false } } });
      await client.publication(({ diagnostics }) => diagnostics.length === 0);
    }));

  test('settings at start hold where nobody answers', () =>
    withClient({ pull: true, workspace: { configuration: false }, initializationOptions: { preset: 'none' } }, async (client) => {
      await client.open(uri, bad);
      assert.deepEqual(await client.findings(uri), []);
    }));

  test('one whose settings make no sense still gets findings', () =>
    withClient({ pull: true, settings: { preset: 7, rules: { 'dockerfile/nothing': [] }, leaveTo: null } }, async (client) => {
      await client.open(uri, bad);
      assert.ok((await client.findings(uri)).some(has('apt-without-yes')), 'no preset is called 7, so the usual one holds');
      client.settings = { preset: 'recommended', rules: { 'dockerfile/pipefail-missing': null, 'dockerfile/apt-without-yes': 'off' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      const found = await client.findings(uri);
      assert.ok(found.length > 0 && !found.some(has('apt-without-yes')), 'what makes sense holds');
    }));

  test('an unknown request, a broken one and a place outside of the text are answered', () =>
    withClient({ pull: true }, async (client) => {
      const failure = (error: unknown): number => (error instanceof ResponseError ? error.code : 0);
      assert.equal(await client.connection.sendRequest('textDocument/implementation', {}).catch(failure), -32601);
      assert.ok(Number(await client.connection.sendRequest('textDocument/hover', {}).catch(failure)) < 0);
      await client.open(uri, bad);
      for (const position of [
        { line: 99, character: 99 },
        { line: 0, character: 1e9 },
        { line: -1, character: -1 },
      ]) {
        await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
        assert.ok(Array.isArray(await client.actions(uri, { start: position, end: position })));
      }
      assert.ok((await client.findings(uri)).some(has('apt-without-yes')), 'the server goes on');
    }));

  for (const strange of [
    'file:///Dockerfile%',
    'file://host/share/Dockerfile',
    'file:///a%00b/Dockerfile',
    'vscode-vfs://github/a/b/Dockerfile',
    'git:/x/Dockerfile?{"ref":"~"}',
    'Dockerfile',
  ]) // prettier-ignore
    test(`a document at ${strange}`, () =>
      withClient(
        { pull: true, workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
        async (client) => {
          await client.open(strange, `${bad}COPY . .\n`);
          const found = await client.findings(strange);
          const apt = found.find(has('apt-without-yes'));
          assert.ok(apt !== undefined);
          for (const { range } of found) assert.ok(Array.isArray(await client.actions(strange, range)));
          await client.close(strange);
        },
      ));

  test('one that changes or closes what it never opened does no harm', () =>
    withClient({ pull: true }, async (client) => {
      await client.change('untitled:other', 2, [{ text: 'FROM a' }]);
      await client.close('untitled:other');
      await client.open(uri, bad);
      assert.ok((await client.findings(uri)).some(has('apt-without-yes')));
    }));
});

describe('the end', () => {
  test('exit without shutdown is an error, as the protocol says', async () =>
    assert.equal(await (await LspClient.start({ pull: true })).abandon('exit'), 1));

  test('a client that dies takes the server with it', async () =>
    assert.notEqual(await (await LspClient.start({ pull: true })).abandon('pipe'), null));
});
