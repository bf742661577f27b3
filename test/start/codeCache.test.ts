import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { codeFolder, codeName, readCode, writeCode } from '../../server/src/start/codeCache.js';

const posix = process.platform !== 'win32';

describe('kept code', () => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-code-'));
  const environment = { XDG_CACHE_HOME: home, LOCALAPPDATA: home, HOME: home };
  after(() => rmSync(home, { recursive: true, force: true }));
  const folder = codeFolder(environment) ?? assert.fail('no folder');
  const name = codeName('bundle');

  test('comes back as it was written, and leaves nothing beside it', () => {
    assert.equal(readCode(folder, name), undefined);
    writeCode(folder, name, Buffer.from('code'));
    assert.equal(readCode(folder, name)?.toString(), 'code');
    writeCode(folder, name, Buffer.from('more code'));
    assert.equal(readCode(folder, name)?.toString(), 'more code');
    assert.deepEqual(readdirSync(folder), [name]);
  });

  test('is for its user alone', { skip: !posix }, () => {
    assert.equal(lstatSync(folder).mode & 0o777, 0o700);
    assert.equal(lstatSync(join(folder, name)).mode & 0o777, 0o600);
    chmodSync(join(folder, name), 0o666);
    assert.equal(readCode(folder, name), undefined, 'a file that others may write');
    chmodSync(join(folder, name), 0o600);
    chmodSync(folder, 0o777);
    assert.equal(codeFolder(environment), undefined, 'a folder that others may write');
    chmodSync(folder, 0o700);
    symlinkSync(join(folder, name), join(folder, 'link.bin'));
    assert.equal(readCode(folder, 'link.bin'), undefined, 'a link');
    rmSync(join(folder, 'link.bin'));
  });

  test('is not taken when it is broken or cut short', () => {
    const path = join(folder, name);
    const whole = readFileSync(path);
    const broken = Buffer.from(whole);
    broken[whole.length - 1] = (broken[whole.length - 1] ?? 0) ^ 1;
    for (const content of [broken, whole.subarray(0, -1), whole.subarray(0, 10), Buffer.alloc(0), Buffer.alloc(whole.length)]) {
      writeFileSync(path, content);
      assert.equal(readCode(folder, name), undefined);
    }
  });

  test('a folder that cannot be made or written is no error', () => {
    writeFileSync(join(home, 'file'), '');
    const below = join(home, 'file', 'below');
    assert.equal(codeFolder({ XDG_CACHE_HOME: below, LOCALAPPDATA: below, HOME: below }), undefined);
    writeCode(below, name, Buffer.from('code'));
    assert.equal(readCode(below, name), undefined);
  });
});
