import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { BuildProblem } from '../../client/src/loop/contract.js';
import { runAll, runBuild } from '../../client/src/loop/run.js';
import type { Runner } from '../../client/src/tools/tool.js';
import { atLoop, dockerfile, failedEnd, failureOf, leavingNothing, valueOf, type LoopBench, type Scenario } from './support.js';

async function built(
  scenario: Scenario,
  see: (loop: LoopBench, end: Awaited<ReturnType<typeof runBuild>>) => Promise<void> | void,
): Promise<void> {
  await atLoop(scenario, async (loop) => see(loop, await leavingNothing(loop.bench, () => runBuild(loop.ctx, loop.memory))));
}

const failing = (from: string, to: string): Scenario => ({ files: { Dockerfile: dockerfile.replace(from, to) } });
const places = (problems: readonly BuildProblem[]): readonly unknown[] =>
  problems.map(({ firstLine, lastLine, code }) => [firstLine, lastLine, code]);

test('a failed step lies on its lines, and the next build takes it away', async () => {
  const cases: readonly (readonly [Scenario, readonly unknown[], RegExp])[] = [
    [
      failing('RUN pip install --no-cache-dir fastapi', 'RUN echo a && \\\n    exit 3'),
      [3, 4, 'build-command-failed'],
      /at Dockerfile:4\. The command of this instruction ended with 3/,
    ],
    [
      failing('COPY app ./app', 'COPY nothere ./app'),
      [2, 2, 'build-source-missing'],
      /at Dockerfile:3\. `\/nothere` is not in the build context/,
    ],
    [failing('USER 10001', 'USERR 10001'), [4, 4, 'build-syntax'], /at Dockerfile:5\. The Dockerfile cannot be read/],
  ];
  for (const [scenario, place, message] of cases)
    await built(scenario, async ({ ctx, memory, front, root }, end) => {
      assert.match(failureOf(end).message, message);
      assert.deepEqual(places(front.problems), [place]);
      writeFileSync(`${root}/Dockerfile`, dockerfile);
      valueOf(await runBuild(ctx, memory));
      assert.deepEqual(front.problems, []);
    });
});

test('the legacy builder gives no line: the step is counted', async () => {
  await built(
    { ...failing('RUN pip install --no-cache-dir fastapi', 'RUN echo && exit 3'), world: { docker: { buildx: null, images: [] } } },
    ({ front }, end) => {
      assert.match(failureOf(end).message, /at Dockerfile:4\. The command of this instruction ended with 3/);
      assert.deepEqual(places(front.problems), [[3, 3, 'build-command-failed']]);
    },
  );
});

test('warnings of a build that worked stay on their lines; sizes lie on the instructions that made them', async () => {
  await built(failing('CMD ["python", "-m", "app"]', 'CMD python -m app'), ({ front, memory }, end) => {
    assert.deepEqual(places(front.problems), [[6, 6, 'JSONArgsRecommended']]);
    assert.deepEqual(
      front.sizes.map(({ firstLine, bytes }) => [firstLine, bytes > 0]),
      [
        [2, true],
        [3, true],
      ],
    );
    assert.equal(memory.get().image?.reference, valueOf(end).reference);
  });
});

test('a daemon that is down, a full disk and an image that another builder kept are told as such; nothing is remembered as built', async () => {
  const cases: readonly (readonly [Scenario, string, number])[] = [
    [{ world: { docker: { state: 'down', images: [] } } }, 'daemon-down', 0],
    [{ world: { docker: { fault: 'disk-full', images: [] } } }, 'disk-full', 1],
  ];
  for (const [scenario, code, problems] of cases)
    await built(scenario, ({ memory, front }, end) => {
      assert.equal(failureOf(end).code, code);
      assert.equal(front.problems.length, problems);
      assert.equal(memory.get().image, undefined);
    });
  await atLoop({}, async ({ ctx, memory, bench }) => {
    const keeps: Runner = {
      run: async (command, options) => {
        const end = await bench.runner.run(command, options);
        if (command.args[0] === 'build') bench.change((world) => void (world['docker'].images = []));
        return end;
      },
    };
    assert.equal(failureOf(await runBuild({ ...ctx, runner: keeps }, memory)).code, 'image-not-loaded');
  });
});

test('what was asked once is not asked again, an empty answer included', async () => {
  const text = `ARG VERSION\nARG EMPTY\n${dockerfile.replace('RUN pip', 'RUN --mount=type=secret,id=pip_conf pip')}`;
  await atLoop(
    { files: { Dockerfile: text, 'other/Dockerfile': dockerfile }, answers: { image: 'myapp' } },
    async ({ ctx, memory, front, bench, root }) => {
      await memory.set({ answers: { version: 1, folder: root } });
      front.answers = { dockerfile: 'Dockerfile', image: 'myapp', buildArgs: '', secrets: '' };
      valueOf(await runBuild(ctx, memory));
      assert.deepEqual(front.asked, ['dockerfile', 'image', 'buildArgs', 'buildArgs', 'secrets']);
      valueOf(await runBuild(ctx, memory));
      assert.equal(front.asked.length, 5);
      const [first] = bench.calls('docker').filter(({ argv }) => argv[0] === 'build');
      assert.ok(first !== undefined && !first.argv.includes('--build-arg') && !first.argv.includes('--secret'));
    },
  );
});

test('answers hold for a Dockerfile that nobody named, too; those for another file do not', async () => {
  const answers = { image: 'team/other', target: null, buildArgs: { HTTP_PROXY: 'http://proxy:3128', VERSION: '2' } };
  await built({ answers, files: { Dockerfile: `ARG VERSION\n${dockerfile}` } }, ({ front, bench, memory, root }, end) => {
    assert.match(valueOf(end).reference, /^team\/other:dev-/);
    assert.deepEqual(front.asked, []);
    assert.equal(memory.get().answers.dockerfile, `${root}/Dockerfile`);
    const argv = bench.calls('docker').find((call) => call.argv[0] === 'build')?.argv ?? [];
    // What the program itself would read goes as a word; all others through the environment.
    assert.deepEqual(
      argv.flatMap((word, i) => (word === '--build-arg' ? [argv[i + 1]] : [])),
      ['HTTP_PROXY=http://proxy:3128', 'VERSION'],
    );
  });
});

test('values of secret-looking arguments are in no command, no log, no output and no memory', async () => {
  const value = 'hunter2-hunter2';
  const text = dockerfile.replace('FROM python:3.13-slim', 'FROM python:3.13-slim\nARG API_TOKEN').replace('fastapi', 'fastapi && false');
  await built({ files: { Dockerfile: text }, answers: { buildArgs: { API_TOKEN: value } } }, ({ bench, front, memory }, end) => {
    assert.equal(end.ok, false);
    const call = bench.calls('docker').find(({ argv }) => argv[0] === 'build');
    assert.equal(call?.env['API_TOKEN'], value);
    for (const shown of [bench.calls().map(({ argv }) => argv), bench.log, front.lines, front.steps, front.problems, end])
      assert.ok(!JSON.stringify(shown).includes(value), JSON.stringify(shown));
    assert.ok(!JSON.stringify(memory.get()).includes(value));
  });
});

test('a stage or a cluster that was said for the run and is not there stops it before anything runs', async () => {
  await atLoop({ given: ['target', 'cluster'], answers: { target: 'nope' } }, async ({ ctx, memory, bench }) => {
    const end = failedEnd(await runAll(ctx, memory));
    assert.match(end.failure.message, /There is no stage `nope`/);
    await memory.set({ answers: { ...memory.get().answers, target: null, cluster: 'nope' } });
    assert.match(failedEnd(await runAll(ctx, memory)).failure.message, /There is no k3d cluster `nope`\. There is `dev`/);
    assert.deepEqual(bench.calls('docker'), []);
  });
});

test('with Podman chosen, nothing of Docker is used in its place', async () => {
  await atLoop({ settings: { builder: 'podman' } }, async ({ ctx, memory, bench, root }) => {
    const before = readdirSync(root);
    // No Podman on this PATH, or a real one without the base image: either way nothing of Docker's is used instead.
    const end = await runBuild({ ...ctx, signal: AbortSignal.timeout(5_000) }, memory);
    assert.equal(end.ok, false);
    assert.deepEqual(bench.calls('docker'), []);
    assert.deepEqual(readdirSync(root), before);
  });
});

test('an image for another machine than the nodes is told at its FROM, once it is built', async () => {
  // Where tests run on arm64, the image that differs is the other one.
  const [platform, machine] = process.arch === 'arm64' ? ['linux/amd64', 'aarch64'] : ['linux/arm64', 'x86_64'];
  for (const own of [false, true])
    await atLoop({ world: { docker: { images: [], machine } }, answers: { dockerfile: '' } }, async ({ ctx, memory, front, root }) => {
      const { answers } = memory.get();
      await memory.set({ answers: { ...answers, dockerfile: `${root}/Dockerfile`, ...(own ? {} : { platform }) } });
      valueOf(await runBuild(ctx, memory));
      assert.deepEqual(
        front.problems.map(({ code, firstLine, severity }) => [code, firstLine, severity]),
        own ? [] : [['image-architecture', 0, 'warning']],
      );
      if (!own) assert.match(front.problems[0]?.message ?? '', /The image is for \w+, and the nodes run \w+: without emulation/);
    });
});
