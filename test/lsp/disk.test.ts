import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Disk } from '../../server/src/host/disk.js';
import { inFolder } from '../support/cliRun.js';

test('a folder that came without news is seen once a file in it is opened', () =>
  inFolder({ 'a/Dockerfile': 'FROM alpine:3.22\n' }, (root) => {
    const disk = new Disk({ lifetime: () => Number.POSITIVE_INFINITY });
    const folder = join(root, 'new/api');
    const near = disk.around(join(folder, 'Dockerfile'));
    assert.equal(near.exists('.dockerignore'), false);
    assert.equal(near.read('.dockerignore'), undefined);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.dockerignore'), 'dist\n');
    assert.equal(near.read('.dockerignore'), undefined, 'looks are remembered');
    disk.forget(folder);
    assert.equal(near.read('.dockerignore'), 'dist\n');
    assert.equal(near.exists('.dockerignore'), true);
    assert.deepEqual(near.list('.'), ['.dockerignore']);
    return Promise.resolve();
  }));
