import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runAll, runDeploy } from '../../client/src/loop/run.js';
import { inTemporaryFolder, temporaryFailure } from '../../client/src/tools/temporary.js';
import { done, type Runner } from '../../client/src/tools/tool.js';
import { atLoop, failedEnd, filesOf, leavingNothing, leftRunning, runningEnd, type LoopBench, type Scenario } from './support.js';

const posix = { skip: existsSync('/proc/self/environ') ? false : 'the system keeps no list of processes in /proc' };

/** Changes the world when a program of these words begins, as if something else did it. */
const when = (runner: Runner, words: string, work: () => void): Runner => ({
  run: (command, options) => {
    if (command.args.join(' ').startsWith(words)) work();
    return runner.run(command, options);
  },
});

test('a daemon that dies in the middle of a build is told as that, on no line of the Dockerfile; nothing counts as built', async () => {
  const deaths: readonly NonNullable<Scenario['world']>[] = [
    { docker: { images: [], dies: 'killed' } },
    { docker: { images: [], dies: 'killed', buildx: null } },
    // The command was killed with it, which alone would look like want of memory.
    { docker: { images: [], dies: 'stopped', buildx: null } },
  ];
  for (const world of deaths)
    await atLoop({ world, settings: { delivery: 'import' } }, async ({ ctx, memory, api, front, bench, root }) => {
      const before = filesOf(root);
      const end = failedEnd(await leavingNothing(bench, () => runAll(ctx, memory)));
      assert.deepEqual([end.state, end.step, end.failure.code, end.done], ['failed', 'build', 'daemon-down', {}], JSON.stringify(end));
      assert.match(end.failure.message, /Docker does not answer.* The build was not finished\./);
      assert.equal(end.failure.remedy, 'Start Docker');
      assert.deepEqual(front.problems, []);
      assert.equal(memory.get().image, undefined);
      assert.deepEqual(api.requests, []);
      assert.deepEqual(filesOf(root), before);
      // Docker is started again, and the same words work.
      bench.change(({ docker }) => {
        docker.state = 'up';
        delete docker.dies;
      });
      runningEnd(await runAll(ctx, memory));
    });
});

test('a command that was killed while Docker goes on is told on its line', async () => {
  const files = { Dockerfile: 'FROM debian:13-slim\nRUN true; exit 137\nUSER 10001\nCMD ["a"]\n' };
  await atLoop({ files }, async ({ ctx, memory, front }) => {
    const end = failedEnd(await runAll(ctx, memory));
    assert.equal(end.failure.code, 'build-failed');
    assert.deepEqual(
      front.problems.map(({ firstLine, code }) => [firstLine, code]),
      [[1, 'build-out-of-memory']],
    );
  });
});

test('a daemon that is down from the start of a build, and a cluster that stops in the middle of an import, are failures', async () => {
  await atLoop({ settings: { delivery: 'import' } }, async ({ ctx, memory, bench, api }) => {
    const dies = when(bench.runner, 'build ', () => bench.change((world) => void (world['docker'].state = 'down')));
    const end = failedEnd(await runAll({ ...ctx, runner: dies }, memory));
    assert.deepEqual([end.step, end.failure.code, end.done], ['build', 'daemon-down', {}]);
    assert.deepEqual(api.requests, []);
  });
  await atLoop({ settings: { delivery: 'import' } }, async ({ ctx, memory, bench, api }) => {
    const stops = when(bench.runner, 'image import', () => bench.change((world) => void (world['k3d'].clusters[0].isStopped = true)));
    const end = failedEnd(await runAll({ ...ctx, runner: stops }, memory));
    assert.deepEqual([end.step, end.failure.code, Object.keys(end.done)], ['deliver', 'node-stopped', ['image']]);
    assert.deepEqual(api.requests, []);
  });
});

/** Kills a program of the bench as the system would when it has no memory left: no signal that could be listened to. */
async function killed({ bench }: LoopBench, words: RegExp): Promise<void> {
  for (let i = 0; i < 200; i++) {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        if (!readFileSync(`/proc/${id}/environ`, 'utf8').includes(`SLIPWAY_DOUBLE=${bench.folder}`)) continue;
        if (!words.test(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '))) continue;
        process.kill(Number(id), 'SIGKILL');
        return;
      } catch {
        // It ended meanwhile, or is somebody else's.
      }
    await new Promise((wake) => setTimeout(wake, 25));
  }
  assert.fail(`no program ${String(words)} ran`);
}

test('a program that is killed from outside in any step fails that step, and nothing after it is run', posix, async () => {
  const cases: readonly { world: Scenario['world']; words: RegExp; step: string; has: readonly string[]; says: RegExp }[] = [
    {
      world: { docker: { images: [], hangs: true } },
      words: /docker\.mjs build /,
      step: 'build',
      has: [],
      says: /`docker build` was ended by SIGKILL/,
    },
    {
      world: { k3d: { clusters: [{ name: 'dev' }], importMs: 60_000 } },
      words: /k3d\.mjs image import/,
      step: 'deliver',
      has: ['image'],
      says: /`k3d image` was ended by SIGKILL/,
    },
  ];
  for (const { world, words, step, has, says } of cases)
    await atLoop({ world: world ?? {}, settings: { delivery: 'import' } }, async (loop) => {
      const { ctx, memory, bench, api, root } = loop;
      const before = filesOf(root);
      const [ended] = await Promise.all([leavingNothing(bench, () => runAll(ctx, memory)), killed(loop, words)]);
      const end = failedEnd(ended);
      assert.deepEqual([end.state, end.step, Object.keys(end.done)], ['failed', step, has], JSON.stringify(end));
      assert.match(end.failure.message, says);
      assert.deepEqual(leftRunning(bench), []);
      assert.deepEqual(api.requests, []);
      assert.deepEqual(filesOf(root), before);
      assert.equal(memory.get().deployment, undefined);
    });
});

test('kubectl that is killed in the middle of an apply: what is known of each object is told and kept', posix, async () => {
  await atLoop({ cluster: { slow: { 'Service/api': 60_000 } } }, async (loop) => {
    const { ctx, memory, bench, front } = loop;
    const created = new Promise<void>((seen) => {
      front.onLine = (line) => {
        if (line === 'deployment.apps/api created') seen();
      };
    });
    const run = leavingNothing(bench, () => runDeploy(ctx, memory));
    await created;
    await killed(loop, /kubectl\.mjs apply /);
    const end = failedEnd(await run);
    assert.deepEqual([end.state, end.step], ['failed', 'deploy']);
    assert.match(
      end.failure.message,
      /`kubectl apply` was ended by SIGKILL\. By then 1 of 2 objects were applied; of Service api it is not known\./,
    );
    assert.deepEqual(
      memory.get().deployment?.objects.map(({ result }) => result),
      ['created', 'refused'],
    );
    assert.deepEqual(leftRunning(bench), []);
  });
});

/** Runs `work` with another folder for temporary files. */
async function withTemporary<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const old = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (old === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = old;
  }
}

test('without a place for temporary files the run ends with its reason, before anything is run', {
  skip: process.platform === 'win32',
}, async () => {
  await atLoop({}, async ({ ctx, memory, bench }) => {
    const end = failedEnd(await withTemporary(join(bench.folder, 'nowhere'), () => runAll(ctx, memory)));
    assert.deepEqual([end.step, end.failure.code], ['check', 'temporary-folder']);
    assert.match(end.failure.remedy ?? '', /TMPDIR/);
    assert.deepEqual(bench.calls(), []);
  });
  const full = temporaryFailure(new Error("ENOSPC: no space left on device, mkdtemp '/tmp/slipway-XXXXXX'"));
  assert.equal(full.code, 'disk-full');
});

test('what a killed process left among the temporary files goes after a day; what is in use or is not ours stays', posix, async () => {
  await atLoop({}, async ({ bench }) => {
    const folder = join(bench.folder, 'temporary');
    mkdirSync(folder);
    // No system gives a process this number.
    const names = [
      'slipway-work-4194999-old',
      'slipway-work-4194999-new',
      `slipway-work-${process.pid}-mine`,
      'slipway-other',
      'else-4194999',
    ];
    const past = Date.now() / 1000 - 100_000;
    for (const name of names) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'image.tar'), 'x');
      if (!name.endsWith('new')) utimesSync(join(folder, name), past, past);
    }
    let own = '';
    await withTemporary(folder, () =>
      inTemporaryFolder((made) => {
        own = made;
        writeFileSync(join(made, 'file'), 'x');
        return Promise.resolve(done(undefined));
      }),
    );
    assert.deepEqual(readdirSync(folder).sort(), names.slice(1).sort());
    assert.ok(!existsSync(own));
  });
});
