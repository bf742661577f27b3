import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { slipway } from '../support/cliRun.js';
import { filesBelow } from '../support/corpus.js';

// Projects as people have them, in which nothing is wrong: every finding here is a false alarm.

const layouts = 'test/corpus/layouts';

describe('layouts without a fault', () => {
  for (const name of readdirSync(layouts)) {
    test(name, () => {
      // A folder called `test` above would say that its files are no application.
      const folder = mkdtempSync(join(tmpdir(), 'slipway-layout-'));
      try {
        cpSync(join(layouts, name), folder, { recursive: true });
        assert.ok(filesBelow(folder).length > 3);
        const { out, err } = slipway(folder, ['lint', '--no-gitignore', '--preset', 'recommended', '--format', 'json']);
        assert.equal(err, '');
        assert.deepEqual(JSON.parse(out), []);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
