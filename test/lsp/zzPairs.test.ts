import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { LspClient } from '../support/lspClient.js';
test('x', async () => {
  const folder = process.env['PAIRS'] ?? '/tmp/pairs/ws';
  for (const pull of [true, false]) {
    const client = await LspClient.start({ pull, folder, settings: { preset: 'all' } });
    const path = `${folder}/zz/api/Dockerfile`;
    const uri = pathToFileURL(path).href;
    await client.open(uri, readFileSync(path, 'utf8'), 'dockerfile');
    for (let i = 0; i < 8; i++) {
      await new Promise((done) => setTimeout(done, 300));
      const found = pull ? await client.findings(uri) : (client.published.filter((p) => p.uri === uri).at(-1)?.diagnostics ?? []);
      console.log(pull, i, client.refreshes, client.published.length, found.map((f) => f.code).join(' '));
    }
    await client.stop();
  }
});
