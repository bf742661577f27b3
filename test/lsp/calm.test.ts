import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { LspClient } from '../support/lspClient.js';

const uri = 'file:///calm/Dockerfile';
const codes = (found: readonly { readonly code?: unknown }[]): unknown[] => found.map(({ code }) => code);

describe('findings while somebody types', () => {
  async function typing(work: (client: LspClient) => Promise<void>, initializationOptions: object = { waitsForPause: true }) {
    const client = await LspClient.start({ pull: true, initializationOptions });
    try {
      await client.open(uri, 'FROM debian:13-slim\nUSER 10001\nCMD ["true"]\n');
      await client.findings(uri);
      await work(client);
    } finally {
      await client.stop();
    }
  }
  const type = (client: LspClient, version: number, text: string, character: number) =>
    client.change(uri, version, [{ range: { start: { line: 3, character }, end: { line: 3, character } }, text }]);

  test('what is new waits for a pause, and the client is asked to look again', async () => {
    await typing(async (client) => {
      await client.refreshAfter(async () => {
        await type(client, 2, 'R', 0);
        assert.deepEqual(await client.findings(uri), []);
        await pause(300);
        await type(client, 3, 'A', 1);
        assert.deepEqual(await client.findings(uri), []);
      });
      assert.deepEqual(codes(await client.findings(uri)), ['dockerfile/unknown-instruction']);
    });
  });
  test('what is cured goes at once, what was there stays', async () => {
    await typing(async (client) => {
      await client.refreshAfter(async () => {
        await type(client, 2, 'RA\nAR', 0);
        await client.findings(uri);
      });
      assert.equal((await client.findings(uri)).length, 2);
      await client.change(uri, 3, [{ range: { start: { line: 3, character: 0 }, end: { line: 3, character: 2 } }, text: '' }]);
      const left = await client.findings(uri);
      assert.deepEqual(
        left.map(({ message }) => typeof message === 'string' && /^`AR`/.test(message)),
        [true],
      );
    });
  });
  test('an empty file is a new one', async () => {
    await typing(async (client) => {
      await client.open('file:///calm/new/Dockerfile', '\n');
      assert.deepEqual(await client.findings('file:///calm/new/Dockerfile'), []);
      // Its first words wait as any others do.
      await client.change('file:///calm/new/Dockerfile', 2, [{ text: 'FR' }]);
      assert.deepEqual(await client.findings('file:///calm/new/Dockerfile'), []);
    });
  });
  test('a client that does not ask for it hears everything', async () => {
    await typing(async (client) => {
      await type(client, 2, 'R', 0);
      assert.deepEqual(codes(await client.findings(uri)), ['dockerfile/unknown-instruction']);
    }, {});
  });
});
