import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { runDeploy } from '../../client/src/loop/run.js';
import type { Runner } from '../../client/src/tools/tool.js';
import type { PodState } from '../support/doubles/podStates.js';
import { atLoop, dockerfile, failedEnd, manifest, runningEnd, type Scenario } from './support.js';

const deployment = manifest.split('---\n')[0] ?? '';

/** A Deployment of its own for each name. */
const named = (...names: readonly string[]): string => names.map((name) => deployment.replaceAll(/\bapi\b/g, name)).join('---\n');

const always = (state: PodState): readonly { readonly afterMs: number; readonly state: PodState }[] => [{ afterMs: 0, state }];

test('every state that pods get stuck in is told with its cause, the line that causes it and a remedy', async () => {
  const states = {
    pull: 'image-pull-back-off',
    never: 'never-present',
    root: 'non-root',
    settings: 'config-missing',
    crash: 'crash',
    memory: 'oom',
    big: 'unschedulable',
  } as const satisfies Record<string, PodState>;
  const base = named(...Object.keys(states));
  const yaml = base
    .replace(/(name: never\n {10}image: .*\n)/, '$1          imagePullPolicy: Never\n')
    .replace(/(name: root\n {10}image: .*\n)/, '$1          securityContext:\n            runAsNonRoot: true\n')
    .replace(/(name: settings\n {10}image: .*\n)/, '$1          envFrom:\n            - configMapRef:\n                name: api-config\n')
    .replace(/(name: memory\n {10}image: .*\n)/, '$1          resources:\n            limits:\n              memory: 64Mi\n')
    .replace(/(name: big\n {10}image: .*\n)/, '$1          resources:\n            requests:\n              memory: 64Gi\n');
  const scenario: Scenario = {
    files: { 'k8s.yaml': yaml, Dockerfile: dockerfile.replace('USER 10001', 'RUN useradd --uid 10001 appuser\nUSER appuser') },
    // Whoever waits to the end, though there is no hope, runs into the deadline of the test.
    settings: { rolloutTimeout: 3600 },
    // Docker has it, and no node: it was never imported.
    world: { docker: { images: [{ id: `sha256:${'a1'.repeat(32)}`, tags: ['myapp:1.0'] }] } },
    cluster: {
      pods: Object.fromEntries(Object.entries(states).map(([name, state]) => [name, always(state)])),
      logs: { crash: 'Traceback (most recent call last):\nModuleNotFoundError: no module named app\n' },
    },
  };
  await atLoop(scenario, async ({ ctx, memory, front, root }) => {
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.step, 'wait');
    assert.equal(end.failure.code, 'rollout-failed');
    const lines = readFileSync(`${root}/k8s.yaml`, 'utf8').split('\n');
    const found = new Map(
      end.diagnoses.map(({ workload, place, remedies, said }) => [
        workload.replace('Deployment ', ''),
        { line: lines[place?.range.start.line ?? -1]?.trim(), remedies: remedies.length, said },
      ]),
    );
    const expected: Readonly<Record<keyof typeof states, RegExp>> = {
      pull: /image: myapp/,
      never: /imagePullPolicy: Never|image: myapp/,
      root: /runAsNonRoot: true/,
      settings: /name: api-config/,
      crash: /name: crash|image: myapp/,
      memory: /memory: 64Mi/,
      big: /memory: 64Gi/,
    };
    for (const [name, line] of Object.entries(expected)) {
      const one = found.get(name);
      assert.ok(one !== undefined, `${name} is not told: ${[...found.keys()].join()}`);
      assert.match(one.line ?? '', line, name);
      // What a program's own crash needs, nobody knows; nor the number of a user in an image that this run did not build.
      if (name !== 'crash' && name !== 'root') assert.ok(one.remedies > 0, `${name} has no remedy`);
    }
    assert.match(found.get('crash')?.said ?? '', /ModuleNotFoundError/);
    assert.deepEqual([...new Set(front.steps.map(({ step }) => step))], ['check', 'deploy', 'wait', 'diagnose']);
    // The deployment stands: it can be deleted, and the end tells it.
    assert.equal(end.done.deployment?.objects.length, 7);
  });
});

test('pods that never become ready end with the time that they are given; what they wait for is told', async () => {
  const yaml = deployment.replace(
    '          ports:',
    '          readinessProbe:\n            httpGet: { path: /nowhere, port: 8080 }\n          ports:',
  );
  await atLoop(
    { files: { 'k8s.yaml': yaml }, cluster: { pods: { api: always('unready') } }, settings: { rolloutTimeout: 2 } },
    async ({ ctx, memory }) => {
      const started = Date.now();
      const end = failedEnd(await runDeploy(ctx, memory));
      assert.ok(Date.now() - started >= 2_000);
      assert.equal(end.failure.code, 'rollout-failed');
      assert.match(end.failure.message, /^The pods do not run: /);
      assert.match(end.diagnoses[0]?.said ?? '', /statuscode: 404/);
    },
  );
});

test('a container that crashes at first and then runs is given the time; one that is ready only for a moment is not taken for running', async () => {
  await atLoop(
    {
      files: { 'k8s.yaml': deployment },
      cluster: {
        pods: {
          api: [
            { afterMs: 0, state: 'creating' },
            { afterMs: 300, state: 'unready' },
            { afterMs: 900, state: 'running' },
          ],
        },
      },
    },
    async ({ ctx, memory }) => void runningEnd(await runDeploy(ctx, memory)),
  );
  await atLoop(
    {
      files: { 'k8s.yaml': deployment },
      cluster: {
        pods: {
          api: [
            { afterMs: 0, state: 'running' },
            { afterMs: 600, state: 'crash' },
          ],
        },
      },
    },
    async ({ ctx, memory }) => {
      // Two looks a second apart: the first finds it ready.
      const end = failedEnd(await runDeploy({ ...ctx, pace: 1_000 }, memory));
      assert.equal(end.failure.code, 'rollout-failed');
    },
  );
});

test('pods of an older version are nobody’s fault', async () => {
  await atLoop({ files: { 'k8s.yaml': deployment }, cluster: { pods: { api: always('crash') } } }, async ({ ctx, memory, api, root }) => {
    failedEnd(await runDeploy(ctx, memory));
    api.state.scenario = { readyMs: 50 };
    writeFileSync(`${root}/k8s.yaml`, deployment.replace('myapp:1.0', 'myapp:2.0'));
    // The crashed pods of the first version are still there when the second is looked at.
    const end = runningEnd(await runDeploy(ctx, memory));
    assert.equal(end.deployment.objects[0]?.result, 'configured');
  });
});

test('one answer that does not come is no failed rollout; a cluster that stays away is told as that', async () => {
  /** Lets kubectl's `get` of pods fail the given times, as when the API server is away. */
  const flaky = (runner: Runner, times: number): Runner => ({
    run: (command, options) => {
      const isAsked = command.program === 'kubectl' && command.args[0] === 'get' && command.args[1]?.includes('pods') === true;
      if (!isAsked || times-- <= 0) return runner.run(command, options);
      return Promise.resolve(
        command.parse({
          code: 1,
          stdout: '',
          stderr: 'The connection to the server 127.0.0.1:6550 was refused - did you specify the right host or port?',
        }),
      );
    },
  });
  await atLoop({ files: { 'k8s.yaml': deployment } }, async ({ ctx, memory }) => {
    runningEnd(await runDeploy({ ...ctx, runner: flaky(ctx.runner, 2) }, memory));
    const end = failedEnd(await runDeploy({ ...ctx, runner: flaky(ctx.runner, 99) }, memory));
    assert.equal(end.step, 'wait');
    assert.equal(end.failure.code, 'cluster-unreachable');
    assert.equal(end.done.deployment?.objects.length, 1);
  });
});
