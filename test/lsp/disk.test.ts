import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
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

describe('a listing that somebody else made', () => {
  const watched = (): Disk => new Disk({ lifetime: () => Number.POSITIVE_INFINITY });
  /** The folder with its listing, last changed an hour ago. */
  const learned = (disk: Disk, folder: string): void => {
    const hourAgo = Date.now() / 1000 - 3600;
    utimesSync(folder, hourAgo, hourAgo);
    disk.learn(folder, readdirSync(folder, { withFileTypes: true }));
  };

  it('holds for as long as the folder is as it was', () =>
    inFolder({ 'a/Dockerfile': '', 'b/other.txt': '' }, (root) => {
      const disk = watched();
      const [a, b] = [join(root, 'a'), join(root, 'b')];
      const hourAgo = Date.now() / 1000 - 3600;
      utimesSync(a, hourAgo, hourAgo);
      // That of another folder shows that this one is not listed again.
      disk.learn(a, readdirSync(b, { withFileTypes: true }));
      assert.deepEqual(disk.around(join(a, 'Dockerfile')).list('.'), ['other.txt']);
      disk.forget(a);
      assert.deepEqual(disk.around(join(a, 'Dockerfile')).list('.'), ['other.txt']);
      disk.forget();
      assert.deepEqual(disk.around(join(a, 'Dockerfile')).list('.'), ['Dockerfile']);
      return Promise.resolve();
    }));

  it('is dropped when something was made, removed or renamed without news', () =>
    inFolder({ 'a/Dockerfile': '', 'a/old.txt': '', 'a/sub/x': '' }, (root) => {
      const disk = watched();
      const folder = join(root, 'a');
      const near = disk.around(join(folder, 'Dockerfile'));
      learned(disk, folder);
      writeFileSync(join(folder, '.dockerignore'), 'dist\n');
      assert.equal(near.read('.dockerignore'), 'dist\n');
      learned(disk, folder);
      rmSync(join(folder, '.dockerignore'));
      disk.forget(folder);
      assert.equal(near.exists('.dockerignore'), false);
      learned(disk, folder);
      renameSync(join(folder, 'old.txt'), join(folder, 'new.txt'));
      disk.forget(folder);
      assert.deepEqual([...(near.list('.') ?? [])].sort(), ['Dockerfile', 'new.txt', 'sub/']);
      return Promise.resolve();
    }));

  it('is not believed of a folder that changed just now, nor where nobody tells of changes', () =>
    inFolder({ 'a/Dockerfile': '', 'b/other.txt': '' }, (root) => {
      const [a, b] = [join(root, 'a'), join(root, 'b')];
      const fresh = watched();
      fresh.learn(a, readdirSync(b, { withFileTypes: true }));
      assert.deepEqual(fresh.around(join(a, 'Dockerfile')).list('.'), ['Dockerfile']);
      const unwatched = new Disk({ lifetime: () => 2000 });
      const hourAgo = Date.now() / 1000 - 3600;
      utimesSync(a, hourAgo, hourAgo);
      unwatched.learn(a, readdirSync(b, { withFileTypes: true }));
      assert.deepEqual(unwatched.around(join(a, 'Dockerfile')).list('.'), ['Dockerfile']);
      return Promise.resolve();
    }));
});

test('a folder of many files answers as one of few does', () =>
  inFolder(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a/File${i}.TXT`, 'x'])), (root) => {
    const near = new Disk({ lifetime: () => Number.POSITIVE_INFINITY }).around(join(root, 'a/Dockerfile'));
    assert.equal(near.exists('File7.TXT'), true);
    assert.equal(near.exists('File40.TXT'), false);
    assert.equal(near.read('File39.TXT'), 'x');
    return Promise.resolve();
  }));
