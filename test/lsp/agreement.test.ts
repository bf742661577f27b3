import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { LanguageId, RuleDefinition } from '../../server/src/engine/rule/define.js';
import { rules } from '../../server/src/rules/index.js';
import { inFolder, slipway } from '../support/cliRun.js';
import { LspClient } from '../support/lspClient.js';
import { readCases } from '../support/spec.js';

interface JsonFinding {
  readonly path: string;
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly severity: string;
}

const severities = ['', 'error', 'warning', 'info', 'hint'];
const levels: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** Cases of the YAML languages are many and large: of them each so-manieth is asked. The others are asked in full. */
const stride: Readonly<Record<LanguageId, number>> = { dockerfile: 1, dockerignore: 1, kubernetes: 15, compose: 4, kustomize: 1, helm: 1 };
const names: Readonly<Record<LanguageId, string>> = {
  dockerfile: 'Dockerfile',
  dockerignore: '.dockerignore',
  kubernetes: 'app.yaml',
  compose: 'compose.yaml',
  kustomize: 'kustomization.yaml',
  helm: 'templates/app.yaml',
};
const editorLanguages: Readonly<Record<LanguageId, string>> = {
  dockerfile: 'dockerfile',
  dockerignore: 'ignore',
  kubernetes: 'yaml',
  compose: 'yaml',
  kustomize: 'yaml',
  helm: 'yaml',
};

test('the command line and the server agree: every Dockerfile and .dockerignore page, a sample of the others', async () => {
  const files: Record<string, string> = {};
  const texts = new Map<string, { language: string; text: string }>();
  const asked: Record<string, number> = {};
  let count = 0;
  for (const rule of rules as readonly RuleDefinition[]) {
    const pages = [`server/src/rules/${rule.id}.md`, `test/rules/${rule.id}.md`].filter((path) => existsSync(path));
    pages
      .flatMap((path) => readCases(readFileSync(path, 'utf8'), rule.language))
      .forEach(({ text, files: beside, path }, i) => {
        if (count++ % stride[rule.language] !== 0) return;
        asked[rule.language] = (asked[rule.language] ?? 0) + 1;
        const name = `${rule.id}/${i}/${path ?? names[rule.language]}`;
        for (const [other, content] of beside ?? []) files[posix.join(posix.dirname(name), other)] = content;
        files[name] = text;
        texts.set(name, { language: editorLanguages[rule.language], text });
      });
  }
  assert.ok(texts.size > 500, `${texts.size} texts`);
  for (const language of Object.keys(stride)) assert.ok((asked[language] ?? 0) >= 40, `${asked[language] ?? 0} cases of ${language}`);
  for (const [name, text] of Object.entries(last)) files[name] = text;
  await inFolder(files, async (folder) => {
    const byPath = new Map<string, string[]>();
    const { out, err, code } = slipway(folder, ['lint', '--no-gitignore', '--preset', 'all', '-f', 'json']);
    assert.equal(code, 1, err);
    for (const finding of JSON.parse(out) as JsonFinding[]) {
      const key = finding.path.replaceAll('\\', '/');
      const line = `${finding.line}:${finding.column}-${finding.endLine}:${finding.endColumn} ${finding.severity} ${finding.rule} ${finding.message}`;
      byPath.set(key, [...(byPath.get(key) ?? []), line]);
    }
    agreesInSarif(folder, byPath);
    const show = ({ range: { start, end }, code: rule, severity, message }: Diagnostic): string =>
      `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severities[severity ?? 0] ?? ''} ${String(rule)} ${message as string}`;
    const puller = await LspClient.start({ pull: true, folder, settings: { preset: 'all' } });
    const listener = await LspClient.start({ pull: false, folder, settings: { preset: 'all' } });
    try {
      await Promise.all([puller, listener].map((client) => workspaceRead(client, folder)));
      for (const [name, { language, text }] of texts) {
        const uri = pathToFileURL(join(folder, name)).href;
        await Promise.all([puller.open(uri, text, language), listener.open(uri, text, language)]);
        const wanted = byPath.get(name) ?? [];
        const where = `${dirname(name)}: ${JSON.stringify(text)}`;
        assert.deepEqual((await puller.findings(uri)).map(show), wanted, where);
        const pushed = await listener.publication((params) => params.uri === uri);
        assert.deepEqual(pushed.diagnostics.map(show), wanted, `pushed, ${where}`);
        await Promise.all([puller.close(uri), listener.close(uri)]);
      }
    } finally {
      await Promise.all([puller.stop(), listener.stop()]);
    }
  });
});

/** Milliseconds that reading the folder may take on a busy machine; it takes one or two. */
const patience = 180_000;

/** Two files that disagree, behind all others in the order of the disk. */
const last = {
  'zz/api/Dockerfile': 'FROM debian:13-slim\nRUN useradd --uid 10001 app\nUSER app\nCMD ["/app"]\n',
  'zz/app.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  securityContext: { runAsNonRoot: true }\n  containers: [{ name: api, image: api:1 }]\n',
};

/** The command line knows all files before it judges one; the server has read them when it finds what the last two disagree about. */
async function workspaceRead(client: LspClient, folder: string): Promise<void> {
  const uri = pathToFileURL(join(folder, 'zz/api/Dockerfile')).href;
  const isThere = (found: readonly Diagnostic[]): boolean =>
    found.some(({ code }) => code === 'dockerfile/non-numeric-user-with-run-as-non-root');
  await client.open(uri, last['zz/api/Dockerfile'], 'dockerfile');
  const ends = Date.now() + patience;
  const late = (): never => assert.fail(`the workspace was not read in ${patience / 1000} s`);
  if (client.pulls)
    while (!isThere(await client.findings(uri))) {
      if (Date.now() > ends) late();
      await new Promise((done) => setTimeout(done, 100));
    }
  else {
    const there = client.publication((params) => params.uri === uri && isThere(params.diagnostics)).then(() => true);
    const isIn = await Promise.race([there, new Promise<false>((done) => void setTimeout(() => done(false), patience).unref())]);
    if (!isIn) late();
  }
  await client.close(uri);
}

/** The same findings in the same order in the other format for programs. */
function agreesInSarif(folder: string, byPath: ReadonlyMap<string, readonly string[]>): void {
  const log = JSON.parse(slipway(folder, ['lint', '--no-gitignore', '--preset', 'all', '-f', 'sarif']).out) as Log;
  const seen = new Map<string, string[]>();
  for (const { ruleId, level, message, locations } of log.runs[0]?.results ?? []) {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    const path = decodeURIComponent(artifactLocation?.uri ?? '');
    const line = `${region?.startLine}:${region?.startColumn}-${region?.endLine}:${region?.endColumn} ${level} ${ruleId} ${message.text}`;
    seen.set(path, [...(seen.get(path) ?? []), line]);
  }
  const asLevel = (line: string): string =>
    line.replace(/^(\S+) (\w+)/, (_, place: string, severity: string) => `${place} ${levels[severity]}`);
  assert.deepEqual(seen, new Map([...byPath].map(([path, lines]) => [path, lines.map(asLevel)])));
}
