import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { shortCommit } from '../../client/src/tools/git/repository.js';
import { developmentTag } from '../../client/src/tools/git/tag.js';
import { isValid } from '../../client/src/tools/names.js';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';
import { inFolder } from '../support/cliRun.js';
import { valueOf } from '../support/tools.js';

const hasGit = spawnSync('git', ['--version']).status === 0;

describe('tags from git', { skip: hasGit ? false : 'git is not installed' }, () => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  const runner = new ProcessRunner({ workspace: [], env });
  const git = (folder: string, ...words: string[]): string =>
    execFileSync('git', words, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const tagOf = async (folder: string): Promise<string> => {
    const tag = valueOf(await developmentTag(runner, folder));
    assert.ok(isValid('tag', tag) && !tag.includes('latest'), tag);
    return tag;
  };

  test('a commit, and everything that differs from it', async () => {
    await inFolder({ 'a.txt': 'one', 'sub/b.txt': 'x' }, async (folder) => {
      git(folder, 'init', '-q', '-b', 'feature/$(touch x) ;"quoted"'.replace(/[ "]/g, '_'));
      const unborn = await tagOf(folder);
      assert.match(unborn, /^dev-[0-9a-f]{12}$/);
      assert.equal(valueOf(await runner.run(shortCommit(folder))), null);
      git(folder, 'add', '.');
      git(folder, 'commit', '-qm', 'x');
      const commit = git(folder, 'rev-parse', '--short=8', 'HEAD').trim();
      const seen = [await tagOf(folder)];
      assert.deepEqual(seen, [`dev-${commit}`]);
      const changes = [
        () => writeFileSync(join(folder, 'a.txt'), 'two'),
        () => writeFileSync(join(folder, 'new ünï file'), '1'),
        // A file that git does not follow changes: its name alone would hide that.
        () => writeFileSync(join(folder, 'new ünï file'), '2'),
        () => git(folder, 'add', '.'),
        () => renameSync(join(folder, 'sub', 'b.txt'), join(folder, 'sub', 'c.txt')),
      ];
      for (const change of changes) {
        change();
        const tag = await tagOf(folder);
        assert.match(tag, new RegExp(`^dev-${commit}-[0-9a-f]{8}$`));
        assert.equal(await tagOf(folder), tag, 'the same twice');
        assert.equal(await tagOf(join(folder, 'sub')), tag, 'from below');
        seen.push(tag);
      }
      assert.equal(new Set(seen).size, seen.length);
    });
  });

  test('outside of a repository', async () => {
    await inFolder({ 'a.txt': 'one' }, async (folder) => {
      const before = await tagOf(folder);
      assert.equal(await tagOf(folder), before);
      writeFileSync(join(folder, 'a.txt'), 'two');
      assert.notEqual(await tagOf(folder), before);
    });
  });

  test('a repository that wants its programs run does not get its way', { skip: process.platform === 'win32' }, async () => {
    await inFolder({ 'a.txt': 'one' }, async (folder) => {
      git(folder, 'init', '-q');
      git(folder, 'add', '.');
      git(folder, 'commit', '-qm', 'x');
      const mark = join(folder, '.git', 'mark');
      const evil = `touch ${mark}`;
      writeFileSync(join(folder, '.git', 'evil.sh'), `#!/bin/sh\n${evil}\n`, { mode: 0o755 });
      mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
      for (const key of ['core.fsmonitor', 'diff.external', 'core.pager']) git(folder, 'config', key, join(folder, '.git', 'evil.sh'));
      git(folder, 'config', 'diff.x.textconv', join(folder, '.git', 'evil.sh'));
      writeFileSync(join(folder, '.git', 'info', 'attributes'), '* diff=x\n');
      writeFileSync(join(folder, 'a.txt'), 'two');
      await tagOf(folder);
      assert.ok(!existsSync(mark));
    });
  });
});
