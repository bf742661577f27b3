import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { RuleDefinition } from '../../server/src/engine/rule/define.js';
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
}

test('the command line and the server agree on every finding of every rule page', async () => {
  const files: Record<string, string> = {};
  const texts = new Map<string, { language: string; text: string }>();
  for (const rule of rules as readonly RuleDefinition[]) {
    const pages = [`server/src/rules/${rule.id}.md`, `test/rules/${rule.id}.md`].filter((path) => existsSync(path));
    pages
      .flatMap((path) => readCases(readFileSync(path, 'utf8'), rule.language))
      .forEach(({ text, files: beside }, i) => {
        const folder = `${rule.id}/${i}`;
        for (const [name, content] of beside ?? []) files[`${folder}/${name}`] = content;
        const name = `${folder}/${rule.language === 'dockerignore' ? '.dockerignore' : 'Dockerfile'}`;
        files[name] = text;
        texts.set(name, { language: rule.language === 'dockerignore' ? 'ignore' : 'dockerfile', text });
      });
  }
  assert.ok(texts.size > 500, `${texts.size} texts`);
  await inFolder(files, async (folder) => {
    const byPath = new Map<string, string[]>();
    const { out, err, code } = slipway(folder, ['lint', '--no-gitignore', '--preset', 'all', '-f', 'json']);
    assert.equal(code, 1, err);
    for (const finding of JSON.parse(out) as JsonFinding[]) {
      const key = finding.path.replaceAll('\\', '/');
      const line = `${finding.line}:${finding.column}-${finding.endLine}:${finding.endColumn} ${finding.rule} ${finding.message}`;
      byPath.set(key, [...(byPath.get(key) ?? []), line]);
    }
    const client = await LspClient.start({ pull: true, folder, settings: { preset: 'all' } });
    try {
      for (const [name, { language, text }] of texts) {
        const uri = pathToFileURL(join(folder, name)).href;
        await client.open(uri, text, language);
        const told = (await client.findings(uri)).map(
          ({ range: { start, end }, code: rule, message }) =>
            `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${String(rule)} ${message as string}`,
        );
        assert.deepEqual(told.sort(), (byPath.get(name) ?? []).sort(), `${dirname(name)}: ${JSON.stringify(text)}`);
        await client.close(uri);
      }
    } finally {
      await client.stop();
    }
  });
});
