import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import type { Step } from '../../client/src/loop/contract.js';
import { runAll, runDeploy } from '../../client/src/loop/run.js';
import { failed, type Runner } from '../../client/src/tools/tool.js';
import type { World } from '../support/doubles.js';
import { atLoop, failedEnd, filesOf, leavingNothing, leftRunning, runningEnd, type LoopBench } from './support.js';

/** Cancels as soon as a step is told, or `afterMs` later, when its program runs. */
function cancelAt({ front, end }: LoopBench, step: Step, afterMs: number): void {
  front.onStep = (at) => {
    if (at !== step) return;
    front.onStep = () => undefined;
    if (afterMs === 0) end.abort();
    else setTimeout(() => end.abort(), afterMs);
  };
}

test('a cancel in any step ends its program, sends nothing afterwards and leaves nothing behind; the next run works', async () => {
  const slow: World = { docker: { images: [], hangs: true } };
  const cases: readonly { readonly step: Step; readonly world?: World; readonly afterMs: number; readonly has: readonly string[] }[] = [
    { step: 'check', afterMs: 0, has: [] },
    { step: 'build', world: slow, afterMs: 400, has: [] },
    { step: 'build', world: { docker: { images: [], hangs: true } }, afterMs: 0, has: [] },
    { step: 'deliver', world: { k3d: { clusters: [{ name: 'dev' }], importMs: 60_000 } }, afterMs: 600, has: ['image'] },
    { step: 'deploy', afterMs: 0, has: ['image', 'delivery'] },
  ];
  for (const { step, world, afterMs, has } of cases)
    await atLoop({ ...(world === undefined ? {} : { world }), settings: { delivery: 'import' } }, async (loop) => {
      const { ctx, memory, bench, api, root, again, front } = loop;
      const before = filesOf(root);
      cancelAt(loop, step, afterMs);
      const end = failedEnd(await leavingNothing(bench, () => runAll(ctx, memory)));
      assert.equal(end.state, 'cancelled', `${step}: ${JSON.stringify(end)}`);
      assert.equal(end.step, step);
      assert.deepEqual(Object.keys(end.done), has);
      assert.deepEqual(end.diagnoses, []);
      assert.deepEqual(leftRunning(bench), []);
      assert.ok(bench.calls('kubectl').every(({ argv }) => argv[0] === 'config'));
      assert.deepEqual(api.requests, []);
      assert.deepEqual(filesOf(root), before);
      if (step !== 'deliver') return;
      // A new window: what was remembered is plain JSON, and enough.
      bench.change((next) => void (next['k3d'].importMs = 0));
      const asked = front.asked.length;
      runningEnd(await runAll(again({ delivery: 'import' }), memory));
      assert.equal(front.asked.length, asked);
    });
});

test('a cancel while pods start leaves what was deployed, and says so', async () => {
  await atLoop({ cluster: { pods: { api: [{ afterMs: 0, state: 'creating' }] } } }, async (loop) => {
    cancelAt(loop, 'wait', 100);
    const end = failedEnd(await runDeploy(loop.ctx, loop.memory));
    assert.equal(end.state, 'cancelled');
    assert.equal(end.step, 'wait');
    assert.equal(end.done.deployment?.objects.length, 2);
    assert.equal(loop.memory.get().deployment?.objects.length, 2);
    assert.deepEqual(leftRunning(loop.bench), []);
  });
});

test('a cluster that hangs can be cancelled', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const { port } = silent.address() as AddressInfo;
  try {
    await atLoop({ world: { k3d: { clusters: [{ name: 'dev', apiPort: port }] } } }, async (loop) => {
      const { ctx, memory, bench, kubeconfig } = loop;
      writeFileSync(kubeconfig, readFileSync(kubeconfig, 'utf8').replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`));
      // As soon as kubectl asks, however slow the machine is.
      silent.once('connection', () => loop.end.abort());
      const end = failedEnd(await leavingNothing(bench, () => runDeploy(ctx, memory)));
      assert.equal(end.state, 'cancelled');
      assert.ok(sockets.size > 0, 'kubectl was not asking when it was cancelled');
      assert.deepEqual(leftRunning(bench), []);
      assert.equal(memory.get().deployment, undefined);
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => silent.close(done));
  }
});

/** Cuts an apply off when its first object is through. */
function cutting({ runner, code }: { readonly runner: Runner; readonly code: string }, abort: () => void): Runner {
  return {
    run: (command, options) => {
      if (command.args[0] !== 'apply') return runner.run(command, options);
      options?.onLine?.('deployment.apps/api created', 'stdout');
      abort();
      return Promise.resolve(
        failed({ code, message: code === 'cancelled' ? '`kubectl apply` was cancelled.' : 'The cluster does not answer.' }),
      );
    },
  };
}

test('an apply that is cut off tells what had happened by then, and it can be deleted', async () => {
  await atLoop({}, async ({ ctx, memory, end, bench }) => {
    const cut = failedEnd(
      await runDeploy({ ...ctx, runner: cutting({ runner: bench.runner, code: 'cancelled' }, () => end.abort()) }, memory),
    );
    assert.equal(cut.state, 'cancelled');
    assert.match(cut.failure.message, /By then 1 of 2 objects were applied; of Service api it is not known\./);
    assert.deepEqual(
      memory.get().deployment?.objects.map(({ result }) => result),
      ['created', 'refused'],
    );
  });
  await atLoop({}, async ({ ctx, memory, bench }) => {
    const cut = failedEnd(
      await runDeploy({ ...ctx, runner: cutting({ runner: bench.runner, code: 'cluster-unreachable' }, () => undefined) }, memory),
    );
    assert.equal(cut.state, 'failed');
    assert.equal(cut.failure.code, 'cluster-unreachable');
    assert.match(cut.failure.message, /does not answer\. By then 1 of 2/);
  });
});

test('of two runs at once, each ends by itself: running, or with its reason; the cluster holds one deployment', async () => {
  await atLoop({ settings: { delivery: 'import' } }, async ({ ctx, memory, again, bench, api }) => {
    const ends = await Promise.all([runAll(ctx, memory), runAll(again(), memory)]);
    for (const end of ends) assert.ok(end.state === 'running' || end.failure.code !== '', JSON.stringify(end));
    assert.ok(
      ends.some(({ state }) => state === 'running'),
      JSON.stringify(ends),
    );
    assert.equal(api.state.list('Deployment').length, 1);
    assert.equal(memory.get().deployment?.objects.length, 2);
    assert.equal(memory.get().answers.cluster, 'dev');
    assert.deepEqual(leftRunning(bench), []);
  });
});
