import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, type Diagnostic, type Hover } from 'vscode-languageserver/node';
import { inFolder } from '../support/cliRun.js';
import { applyAction, LspClient } from '../support/lspClient.js';

const bad = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nCMD ["a"]\nCMD ["b"]\n';
const uri = 'untitled:Dockerfile';
const rule = (id: string) => (diagnostic: Diagnostic) => diagnostic.code === `dockerfile/${id}`;

async function withClient(options: Parameters<typeof LspClient.start>[0], work: (client: LspClient) => Promise<void>): Promise<void> {
  const client = await LspClient.start(options);
  try {
    await work(client);
  } finally {
    assert.equal(await client.stop(), 0, 'the server ends when it is told to');
  }
}

describe('a client that pulls', () => {
  test('gets findings with link, tags and related places, and hears unchanged when nothing changed', () =>
    withClient({ pull: true }, async (client) => {
      await client.open(uri, bad);
      const first = await client.pull(uri);
      assert.equal(first.kind, 'full');
      const items = first.kind === 'full' ? first.items : [];
      const apt = items.find(rule('apt-without-yes'));
      assert.deepEqual(apt?.range, { start: { line: 1, character: 30 }, end: { line: 1, character: 37 } });
      assert.equal(apt.source, 'slipway');
      assert.match(apt.codeDescription?.href ?? '', /^https:\/\//);
      const dead = items.find(rule('cmd-repeated'));
      assert.deepEqual(dead?.tags, [1], 'what has no effect is greyed out');
      assert.deepEqual(
        dead.relatedInformation?.map(({ location }) => location.range.start.line),
        [3],
      );
      const second = await client.pull(uri, first.resultId);
      assert.equal(second.kind, 'unchanged');
      assert.equal(client.published.length, 0, 'nothing is pushed to who pulls');
      await client.change(uri, 2, [{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, text: '' }]);
      const third = await client.pull(uri, first.resultId);
      assert.ok(third.kind === 'full' && !third.items.some(rule('cmd-repeated')), 'the finding went with its line');
    }));

  test('a quick fix cures its finding; ignore actions silence it; fix all applies the safe ones', () =>
    withClient({ pull: true }, async (client) => {
      await client.open(uri, bad);
      const [apt] = (await client.findings(uri)).filter(rule('apt-without-yes'));
      assert.ok(apt !== undefined);
      const actions = await client.actions(uri, apt.range, [apt]);
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes('Add `-y`'), titles.join('\n'));
      for (const [i, pattern] of [/^Add `-y`$/, /^Ignore .*apt-without-yes here/, /^Ignore .*apt-without-yes in this file/].entries()) {
        const action = actions.find(({ title }) => pattern.test(title));
        assert.ok(action !== undefined, `${String(pattern)} in ${titles.join(', ')}`);
        const other = `untitled:Dockerfile${i}`;
        await client.open(other, applyAction(uri, bad, action));
        assert.equal((await client.findings(other)).filter(rule('apt-without-yes')).length, 0, action.title);
      }
      const [all] = await client.actions(
        uri,
        { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        [],
        ['source.fixAll.slipway'],
      );
      assert.equal(all?.kind, 'source.fixAll.slipway');
      const fixed = applyAction(uri, bad, all);
      assert.match(fixed, /install -y curl/);
      assert.doesNotMatch(fixed, /CMD \["a"\]/);
    }));

  test('hover tells the rule and the token', () =>
    withClient({ pull: true }, async (client) => {
      await client.open(uri, bad);
      const hover = (line: number, character: number): Promise<Hover | null> =>
        client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
      const text = JSON.stringify(await hover(1, 32));
      assert.match(text, /asks for confirmation/);
      assert.match(text, /dockerfile\/apt-without-yes/);
      assert.match(JSON.stringify(await hover(0, 6)), /debian/);
      assert.equal(await hover(9, 0), null);
    }));

  test('settings: the preset counts, and a change is asked for again', () =>
    withClient({ pull: true, settings: { preset: 'none' } }, async (client) => {
      await client.open(uri, bad);
      assert.deepEqual(await client.findings(uri), []);
      client.settings = { preset: 'recommended', rules: { 'dockerfile/apt-without-yes': 'error' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal((await client.findings(uri)).find(rule('apt-without-yes'))?.severity, 1);
    }));

  test('a request that was cancelled costs nothing and the next one is right', () =>
    withClient({ pull: true }, async (client) => {
      await client.open(uri, bad.repeat(200));
      const source = new CancellationTokenSource();
      const pending = Array.from({ length: 20 }, () =>
        client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token).then(
          () => 'answered',
          () => 'cancelled',
        ),
      );
      source.cancel();
      const answers = await Promise.all(pending);
      assert.ok(answers.includes('cancelled'), answers.join(' '));
      assert.ok((await client.findings(uri)).length > 0);
    }));

  test('an unknown document and one without a language are answered', () =>
    withClient({ pull: true }, async (client) => {
      assert.deepEqual(await client.findings('file:///nowhere/Dockerfile'), []);
      await client.open('file:///x/readme.md', '# FROM', 'markdown');
      assert.deepEqual(await client.findings('file:///x/readme.md'), []);
    }));

  test('files on disk: configuration is noticed, .dockerignore too, and a file may go while it is open', () =>
    inFolder({ Dockerfile: 'FROM scratch\nCOPY secret.txt /\nUSER 1\n', 'secret.txt': 'x' }, (folder) =>
      withClient({ pull: true, folder }, async (client) => {
        const at = pathToFileURL(join(folder, 'Dockerfile')).href;
        const changed = (name: string, type: number): Promise<void> =>
          client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: pathToFileURL(join(folder, name)).href, type }],
          });
        await client.open(at, 'FROM scratch\nCOPY secret.txt /\nUSER 1\n');
        assert.equal((await client.findings(at)).filter(rule('copy-ignored-source')).length, 0);
        writeFileSync(join(folder, '.dockerignore'), 'secret.txt\n');
        await changed('.dockerignore', 1);
        assert.equal((await client.findings(at)).filter(rule('copy-ignored-source')).length, 1, 'the file beside it counts');
        writeFileSync(join(folder, '.slipway.yaml'), 'rules:\n  dockerfile/copy-ignored-source: off\n');
        await changed('.slipway.yaml', 1);
        assert.equal((await client.findings(at)).filter(rule('copy-ignored-source')).length, 0, 'the configuration counts');
        rmSync(join(folder, 'Dockerfile'));
        await changed('Dockerfile', 3);
        assert.ok(Array.isArray(await client.findings(at)));
        await client.change(at, 2, [{ text: 'FROM scratch\nBOGUS\n' }]);
        assert.ok((await client.findings(at)).some(rule('unknown-instruction')));
      }),
    ));
});

describe('a client that cannot pull', () => {
  test('is told after opening and changing, and once more when the document closes', () =>
    withClient({ pull: false }, async (client) => {
      await client.open(uri, bad);
      const first = await client.publication(({ diagnostics }) => diagnostics.some(rule('apt-without-yes')));
      assert.equal(first.version, 1);
      await client.change(uri, 2, [{ text: 'FROM scratch\nUSER 1\n' }]);
      const second = await client.publication(({ version }) => version === 2);
      assert.ok(!second.diagnostics.some(rule('apt-without-yes')));
      await client.open('untitled:Dockerfile.b', bad);
      await client.publication((params) => params.uri.endsWith('.b'));
      await client.close('untitled:Dockerfile.b');
      await client.publication((params) => params.uri.endsWith('.b') && params.diagnostics.length === 0);
    }));

  test('ten keys in a row end with the findings of the last', () =>
    withClient({ pull: false }, async (client) => {
      await client.open(uri, 'FROM scratch\n');
      for (let version = 2; version <= 11; version++)
        await client.change(uri, version, [{ text: `FROM scratch\n${'BOGUS\n'.repeat(version)}` }]);
      const last = await client.publication(({ version }) => version === 11);
      assert.equal(last.diagnostics.filter(rule('unknown-instruction')).length, 11);
    }));

  test('500 documents at once are all told', () =>
    withClient({ pull: false }, async (client) => {
      for (let i = 0; i < 500; i++) await client.open(`untitled:${i}/Dockerfile`, bad);
      const told = async (i: number): Promise<unknown> =>
        client.publication((params) => params.uri === `untitled:${i}/Dockerfile` && params.diagnostics.length > 0);
      await Promise.all(Array.from({ length: 500 }, (_, i) => told(i)));
    }));
});
