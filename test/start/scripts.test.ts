import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, test } from 'node:test';
import { build, type Plugin } from 'esbuild';
import { runScript } from '../../server/src/start/script.js';
import { languageOf } from '../../server/src/languages/index.js';
import { rules } from '../../server/src/rules/index.js';
import { LspClient } from '../support/lspClient.js';

const manifest = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: nginx:latest\n';

function withoutCode(rule: object): object {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => key !== 'check' && key !== 'page'));
}

describe('the scripts of the server', () => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-scripts-'));
  Object.assign(process.env, { XDG_CACHE_HOME: home, LOCALAPPDATA: home });
  after(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, 'slipway', 'code');
  const kept = (): string[] => readdirSync(folder).map((name) => /-(main|later)-/.exec(name)?.[1] ?? name);
  const dockerfile = pathToFileURL(join(home, 'Dockerfile')).href;
  const pod = pathToFileURL(join(home, 'pod.yaml')).href;

  /** The rules that find something in a file of a server of its own. */
  async function found(uri: string, language: string, text: string): Promise<unknown[]> {
    const client = await LspClient.start({ pull: true, settings: { preset: 'all' } });
    await client.open(uri, text, language);
    const findings = await client.findings(uri);
    await client.stop();
    return findings.map(({ code }) => code);
  }
  const inDockerfile = (): Promise<unknown[]> => found(dockerfile, 'dockerfile', 'FROM alpine\nMAINTAINER me\n');
  const inManifest = (): Promise<unknown[]> => found(pod, 'yaml', manifest);

  test('a Dockerfile needs the first alone', async () => {
    const first = await inDockerfile();
    assert.ok(first.includes('dockerfile/maintainer-deprecated'), first.join(' '));
    assert.deepEqual(kept(), ['main']);
    const again = await inDockerfile();
    assert.deepEqual(again, first);
  });

  test('a manifest brings the second, and broken code of either is made anew', async () => {
    const first = await inManifest();
    assert.ok(
      first.some((code) => String(code).startsWith('kubernetes/')),
      first.join(' '),
    );
    assert.deepEqual(kept().sort(), ['later', 'main']);
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const content = readFileSync(path);
      writeFileSync(path, content.subarray(0, content.length / 2));
    }
    const again = await inManifest();
    assert.deepEqual(again, first);
  });

  test('are run whole and from one build, or say what to do', () => {
    const path = join(home, 'server-later.js');
    const run = (): unknown => runScript(path, 'ours', 'later', (work) => work());
    assert.throws(run, /server-later\.js is missing, cut short or of another version\. Start the server again/);
    for (const text of ['', '(1 +', '(1 + 1)\n/*theirs*/', '(1 + 1)\n/*ours*']) {
      writeFileSync(path, text);
      assert.throws(run, /Start the server again/, text);
    }
  });

  test('V8 has their text in one byte a character', () => {
    for (const name of ['server-main.js', 'server-later.js']) {
      const text = readFileSync(resolve('dist', name));
      assert.ok(
        text.every((byte) => byte < 0x80),
        name,
      );
    }
  });
});

describe('rules that wait', () => {
  test('say the same of themselves as the real ones', async () => {
    const scratch = mkdtempSync(resolve('dist-test', 'waiting-'));
    try {
      const root = resolve('.');
      const tool = async <T>(name: string): Promise<T> => (await import(pathToFileURL(resolve('server/tools/build', name)).href)) as T;
      const { later } = await tool<{ later(root: string, scratch: string): Promise<Plugin> }>('later.mjs');
      const { pages } = await tool<{ pages(root: string, beside: boolean): Plugin }>('pages.mjs');
      const outfile = join(scratch, 'rules.mjs');
      await build({
        stdin: { contents: "export { rules } from './server/src/rules/index.ts';", resolveDir: root },
        bundle: true,
        platform: 'node',
        format: 'esm',
        packages: 'external',
        banner: { js: "const $later = () => { throw new Error('nobody looked at a file'); };" },
        plugins: [await later(root, join(scratch, 'look')), pages(root, true)],
        outfile,
      });
      const { rules: waiting } = (await import(pathToFileURL(outfile).href)) as { rules: typeof rules };
      const said = (all: typeof rules): unknown[] => all.map((rule) => ({ ...withoutCode(rule), link: rule.page.link }));
      assert.deepEqual(said(waiting), said(rules));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });

  test('are those of languages that wait', () => {
    assert.equal(languageOf('/a/compose.yaml')?.id, 'compose');
    assert.equal(languageOf('/a/kustomization.yaml')?.id, 'kustomize');
    assert.equal(languageOf('/a/Chart.yaml')?.id, 'helm');
    assert.equal(languageOf('/a/b.yaml')?.id, 'kubernetes');
    assert.equal(languageOf('/a/.slipway.yaml', 'yaml'), undefined);
  });
});
