import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder, slipway } from '../support/cliRun.js';

const text = 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n'.repeat(3);

test('8,000 files take no more memory than 400', () => {
  const files: Record<string, string> = {
    'peak.cjs': "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`));",
    '.slipway.yaml': 'overrides:\n  - files: ["team-1/**"]\n    preset: all\n',
  };
  for (let i = 0; i < 8000; i++) files[`team-${i % 20}/svc-${i}/Dockerfile`] = text;
  return inFolder(files, (folder) => {
    const judge = (words: readonly string[]): { peak: number; judged: number } => {
      const { code, out, err } = slipway(folder, ['lint', '-f', 'json', ...words], {
        node: ['--max-old-space-size=64', '--require', join(folder, 'peak.cjs')],
      });
      assert.equal(code, 1, err);
      const peak = /^peak (\d+)$/m.exec(err)?.[1];
      assert.ok(peak !== undefined, err);
      return { peak: Number(peak) / 1024, judged: new Set((JSON.parse(out) as { path: string }[]).map(({ path }) => path)).size };
    };
    const few = judge(['team-0']);
    const all = judge([]);
    assert.equal(few.judged, 400);
    assert.equal(all.judged, 8000);
    // 7,600 models of such files would be hundreds of megabytes; the collector's own play is some tens.
    assert.ok(all.peak < few.peak + 60, `${Math.round(few.peak)} MB for 400 files, ${Math.round(all.peak)} MB for 8,000`);
  });
});
