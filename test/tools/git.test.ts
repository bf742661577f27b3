import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ContentHash } from '../../client/src/tools/git/contentHash.js';
import { shortCommit } from '../../client/src/tools/git/repository.js';
import { developmentTag } from '../../client/src/tools/git/tag.js';
import { isValid } from '../../client/src/tools/names.js';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';
import { failed, type Runner } from '../../client/src/tools/tool.js';
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

  /** A repository with one commit, and a program in it that leaves a mark when somebody runs it. */
  const withProgram = (folder: string, mark: string): string => {
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'x');
    const program = join(folder, '.git', 'evil.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${mark}\nexec cat\n`, { mode: 0o755 });
    return program;
  };
  const posix = { skip: process.platform === 'win32' };

  test('filters that a repository sets itself do not run, those of the user do', posix, async () => {
    await inFolder({ 'repo/a.txt': 'one', 'global.ini': '' }, async (base) => {
      const folder = join(base, 'repo');
      const mark = join(base, 'mark');
      const program = withProgram(folder, mark);
      const attributes = join(folder, '.git', 'info', 'attributes');
      writeFileSync(join(folder, 'a.txt'), 'two');
      const plainTag = await tagOf(folder);
      assert.ok(!existsSync(mark));
      for (const [name, key] of [
        ['clean', 'clean'],
        ['process', 'process'],
        ['odd name.with', 'clean'],
      ] as const) {
        git(folder, 'config', `filter.${name}.${key}`, program);
        git(folder, 'config', `filter.${name}.required`, 'true');
        writeFileSync(attributes, `* filter=${name.replace(' ', '')}\n`);
        assert.equal(await tagOf(folder), plainTag, 'content counts as it is');
        assert.ok(!existsSync(mark), name);
        // The test's own proof that the trap is one.
        try {
          git(folder, 'status', '--porcelain');
        } catch {
          // A filter that fails.
        }
        if (!name.includes(' ')) assert.ok(existsSync(mark), `${name} is no trap`);
        rmSync(mark, { force: true });
        git(folder, 'config', '--remove-section', `filter.${name}`);
      }
      // By a file that the repository's settings include.
      writeFileSync(join(folder, '.git', 'more'), `[filter "more"]\n\tclean = ${program}\n`);
      git(folder, 'config', 'include.path', 'more');
      writeFileSync(attributes, '* filter=more\n');
      await tagOf(folder);
      assert.ok(!existsSync(mark));
      git(folder, 'config', '--unset', 'include.path');
      // A name that git's own option would cut in two: then git is not asked.
      git(folder, 'config', 'filter.a=b.clean', program);
      writeFileSync(attributes, '* filter=a=b\n');
      assert.match(await tagOf(folder), /^dev-[0-9a-f]{12}$/);
      assert.ok(!existsSync(mark));
      git(folder, 'config', '--remove-section', 'filter.a=b');
      writeFileSync(join(base, 'global.ini'), `[filter "own"]\n\tclean = ${program}\n`);
      writeFileSync(attributes, '* filter=own\n');
      const own = new ProcessRunner({ workspace: [], env: { ...env, GIT_CONFIG_GLOBAL: join(base, 'global.ini') } });
      valueOf(await developmentTag(own, folder));
      assert.ok(existsSync(mark));
    });
  });

  test('a submodule is asked by itself: its changes count, its programs do not run', posix, async () => {
    await inFolder({ 'repo/a.txt': 'one', 'lib/b.txt': 'one' }, async (base) => {
      const folder = join(base, 'repo');
      git(join(base, 'lib'), 'init', '-q');
      git(join(base, 'lib'), 'add', '.');
      git(join(base, 'lib'), 'commit', '-qm', 'x');
      git(folder, 'init', '-q');
      git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', join(base, 'lib'), 'sub dir');
      git(folder, 'add', '.');
      git(folder, 'commit', '-qm', 'x');
      const clean = await tagOf(folder);
      assert.match(clean, /^dev-[0-9a-f]{8}$/);
      const [sub, mark] = [join(folder, 'sub dir'), join(base, 'mark')];
      writeFileSync(join(base, 'evil.sh'), `#!/bin/sh\ntouch ${mark}\nexec cat\n`, { mode: 0o755 });
      git(sub, 'config', 'filter.x.clean', join(base, 'evil.sh'));
      git(sub, 'config', 'core.fsmonitor', join(base, 'evil.sh'));
      writeFileSync(join(folder, '.git', 'modules', 'sub dir', 'info', 'attributes'), '* filter=x\n');
      writeFileSync(join(sub, 'b.txt'), 'two');
      const changed = await tagOf(folder);
      assert.match(changed, new RegExp(`^${clean}-[0-9a-f]{8}$`));
      writeFileSync(join(sub, 'new.txt'), '1');
      assert.notEqual(await tagOf(folder), changed);
      assert.equal(await tagOf(folder), await tagOf(folder));
      assert.ok(!existsSync(mark));
    });
  });

  test('variables that lead git to another repository are not handed on', async () => {
    await inFolder({ 'one/a.txt': 'one', 'two/b.txt': 'two' }, async (base) => {
      for (const name of ['one', 'two']) {
        git(join(base, name), 'init', '-q');
        git(join(base, name), 'add', '.');
        git(join(base, name), 'commit', '-qm', name);
      }
      const other = { GIT_DIR: join(base, 'two', '.git'), GIT_WORK_TREE: join(base, 'two'), GIT_INDEX_FILE: join(base, 'nothing') };
      const runner = new ProcessRunner({ workspace: [], env: { ...env, ...other } });
      assert.equal(valueOf(await developmentTag(runner, join(base, 'one'))), await tagOf(join(base, 'one')));
    });
  });

  test('a partial clone fetches nothing', posix, async () => {
    await inFolder({ 'full/a.txt': 'one' }, async (base) => {
      const [full, part, mark] = [join(base, 'full'), join(base, 'part'), join(base, 'mark')];
      const program = withProgram(full, mark);
      git(full, 'config', 'uploadpack.allowFilter', 'true');
      git(base, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${full}`, part);
      git(part, 'config', 'remote.origin.uploadpack', program);
      writeFileSync(join(part, 'a.txt'), 'two');
      await tagOf(part);
      assert.ok(!existsSync(mark));
    });
  });
});

describe('a hash over files', () => {
  test('a cancel ends it at once, in a tag too', async () => {
    await inFolder({ 'a.txt': 'one', 'b/c.txt': 'two' }, async (folder) => {
      const end = new AbortController();
      end.abort();
      const hash = new ContentHash(end.signal);
      await assert.rejects(hash.folder(folder), { name: 'AbortError' });
      const nothing: Runner = { run: () => Promise.resolve(failed({ code: 'program-missing', message: '' })) };
      const tag = await developmentTag(nothing, folder, { signal: end.signal });
      assert.ok(!tag.ok && tag.failure.code === 'cancelled');
      // While it reads.
      const late = new AbortController();
      const running = developmentTag(nothing, folder, { signal: late.signal });
      late.abort();
      const ended = await running;
      assert.ok(!ended.ok && ended.failure.code === 'cancelled', JSON.stringify(ended));
    });
  });

  test('a folder that is not there gives a tag of nothing, and throws nothing', async () => {
    const nothing: Runner = { run: () => Promise.resolve(failed({ code: 'program-missing', message: '' })) };
    assert.match(valueOf(await developmentTag(nothing, '/nowhere/at/all')), /^dev-[0-9a-f]{12}$/);
  });

  test('very many files, and very large ones, take a bounded time; the same files give the same hash', async () => {
    await inFolder({ 'src/a.txt': 'one' }, async (folder) => {
      for (let i = 0; i < 40; i++) {
        const path = join(folder, `large-${i}`);
        writeFileSync(path, '');
        // 8 MiB each, without a byte on the disk.
        truncateSync(path, 8 << 20);
      }
      for (let i = 0; i < 300; i++) mkdirSync(join(folder, 'many', `${i}`, 'deep'), { recursive: true });
      const before = process.cpuUsage();
      const digests = new Set<string>();
      for (let i = 0; i < 2; i++) {
        const hash = new ContentHash();
        await hash.folder(folder);
        digests.add(hash.digest(12));
      }
      const { user, system } = process.cpuUsage(before);
      assert.equal(digests.size, 1);
      assert.ok((user + system) / 1e6 < 20, `${(user + system) / 1e6} s`);
      writeFileSync(join(folder, 'src', 'a.txt'), 'two');
      const changed = new ContentHash();
      await changed.folder(folder);
      assert.ok(!digests.has(changed.digest(12)));
    });
  });
});
