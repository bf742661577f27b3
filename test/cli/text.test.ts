import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { text } from '../../server/src/cli/formats/text.js';
import type { FileReport } from '../../server/src/cli/formats/formats.js';
import { activeRules } from '../../server/src/engine/config/config.js';
import { rules } from '../../server/src/rules/index.js';
import { languageNamed, run } from '../support/analysis.js';

const recommended = activeRules(rules, [{ preset: 'recommended' }], () => false);

async function printed(content: string, width?: number, color = false): Promise<string> {
  let out = '';
  const output = text({ write: async (words) => void (out += words), color, ...(width === undefined ? {} : { width }) });
  const { findings } = run(content, languageNamed('dockerfile'), recommended);
  await output.begin();
  if (content !== '') await output.file({ path: 'api/Dockerfile', text: content, findings, fixed: 0 } as FileReport);
  await output.end();
  return out;
}

const sample = 'FROM python\nRUN apt-get update\nRUN apt-get install curl\nCMD python app.py\n';

describe('text for people', () => {
  test('a line for each finding where nobody watches', async () => {
    const lines = (await printed(sample)).trimEnd().split('\n');
    assert.ok(lines.length > 5);
    for (const line of lines.slice(0, -2))
      assert.match(line, /^api\/Dockerfile:\d+:\d+: (?:error|warning|info|hint): .+ \[dockerfile\/[\w-]+\]$/);
    assert.match(lines.at(-1) ?? '', /^\d+ findings in 1 file: \d+ warnings, \d+ infos?(?:, \d+ hints?)?; --fix can cure \d+$/);
  });
  test('in a terminal below their file, within its width', async () => {
    for (const width of [60, 80, 120]) {
      const lines = (await printed(sample, width)).trimEnd().split('\n');
      assert.equal(lines[0], 'api/Dockerfile');
      for (const line of lines.slice(1, -1)) assert.ok(line.length <= width, `${line.length} of ${width}: ${line}`);
      assert.match(lines[1] ?? '', /^ +\d+:\d+ {2}(?:error|warning|info|hint) +\S/);
    }
  });
  test('says the same in both', async () => {
    const words = (out: string): string[] =>
      out
        .split('\n')
        .slice(0, -2)
        .join(' ')
        .replace(/api\/Dockerfile(?::\d+:\d+:)?|\d+:\d+|[[\]]|(?:error|warning|info|hint):? +/g, ' ')
        .split(/\s+/)
        .filter((word) => word !== '');
    assert.deepEqual(words(await printed(sample, 100)), words(await printed(sample)));
  });
  test('colours only where they are wanted', async () => {
    assert.ok(!(await printed(sample, 80)).includes('\u001b'));
    assert.ok((await printed(sample, 80, true)).includes('\u001b[33mwarning'));
  });
  test('says so where there is nothing to judge', async () => {
    assert.match(await printed(''), /^nothing to judge: /);
  });
});
