import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import type { Target } from '../../client/src/loop/contract.js';
import { runDeploy } from '../../client/src/loop/run.js';
import { chooseTarget } from '../../client/src/loop/target.js';
import type { Outcome } from '../../client/src/tools/tool.js';
import { atLoop, failedEnd, failureOf, manifest, runningEnd, valueOf, type LoopBench, type Scenario } from './support.js';

// oxlint-disable-next-line typescript/no-explicit-any -- a kubeconfig is free JSON
type Config = Record<string, any>;

/** Changes the kubeconfig as another program would. */
function reconfigure({ kubeconfig }: LoopBench, edit: (config: Config) => void): void {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Config;
  edit(config);
  writeFileSync(kubeconfig, JSON.stringify(config));
}

const serverIs =
  (server: (old: URL) => string) =>
  (config: Config): void => {
    for (const { cluster } of config['clusters']) cluster.server = server(new URL(cluster.server));
  };

/** A context beside `k3d-dev` that leads to the same double and is nobody's k3d cluster. */
const withRemote = (config: Config): void => {
  config['clusters'].push({ name: 'production', cluster: { ...config['clusters'][0].cluster } });
  config['contexts'].push({ name: 'prod', context: { cluster: 'production', user: config['users'][0].name, namespace: 'shop' } });
};

async function chosen(
  edit: (config: Config) => void,
  see: (end: Outcome<Target>, loop: LoopBench) => void,
  scenario: Scenario = {},
  cluster: string | undefined = 'dev',
): Promise<void> {
  await atLoop(scenario, async (loop) => {
    reconfigure(loop, edit);
    see(await chooseTarget(loop.ctx, loop.memory.get().answers, cluster), loop);
  });
}

test('a renamed context is found by where it leads', async () => {
  await chosen(
    (config) => {
      config['contexts'][0].name = 'mine';
    },
    (end) => {
      assert.equal(valueOf(end).kubeContext, 'mine');
      assert.equal(valueOf(end).cluster, 'dev');
    },
  );
});

test('what does not lead to the k3d cluster of this machine is refused, with the reason', async () => {
  const cases: readonly (readonly [(config: Config) => void, RegExp])[] = [
    [serverIs(({ port }) => `https://10.0.0.7:${port}`), /its address `10\.0\.0\.7` is not this machine/],
    [serverIs(() => 'https://127.0.0.1:1'), /it leads to port 1, and the API server of `dev` has port/],
    [
      (config): void => {
        config['clusters'][0].cluster['proxy-url'] = 'http://proxy.example:3128';
      },
      /its requests go through a proxy/,
    ],
    [
      (config): void => {
        config['clusters'][0].name = 'production';
        config['contexts'][0].context.cluster = 'production';
      },
      /its cluster is called `production`/,
    ],
  ];
  for (const [edit, message] of cases)
    await chosen(edit, (end) => {
      assert.equal(failureOf(end).code, 'no-local-cluster');
      assert.match(failureOf(end).message, message);
    });
});

test('a context that was said for the run is taken or refused, never replaced', async () => {
  const given = { given: ['kubeContext'] as const };
  await chosen(
    withRemote,
    (end) => {
      assert.equal(failureOf(end).code, 'not-local');
      assert.match(failureOf(end).message, /`prod` was not proven to be a local k3d cluster/);
    },
    { ...given, answers: { kubeContext: 'prod' } },
  );
  await chosen(
    () => undefined,
    (end) => assert.match(failureOf(end).message, /There is no context `nope`. There is `k3d-dev`/),
    { ...given, answers: { kubeContext: 'nope' } },
  );
});

test('a remembered context that is gone is asked for anew, even with one left', async () => {
  await chosen(
    () => undefined,
    (end, { front }) => {
      assert.deepEqual(front.asked, ['kubeContext']);
      assert.equal(failureOf(end).code, 'cancelled');
    },
    { answers: { kubeContext: 'gone' } },
  );
});

test('an allowed context is asked for each time, with its server and namespaces; a no changes nothing', async () => {
  const scenario: Scenario = { settings: { allowedContexts: ['prod'] }, answers: { kubeContext: 'prod' } };
  await atLoop(scenario, async (loop) => {
    const { ctx, memory, front, api } = loop;
    reconfigure(loop, withRemote);
    api.state.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    front.agrees = false;
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.state, 'cancelled');
    assert.deepEqual(api.state.list('Deployment'), []);
    front.agrees = true;
    for (let i = 0; i < 2; i++) runningEnd(await runDeploy(ctx, memory));
    assert.deepEqual(front.asked, ['Deploy in prod?', 'Deploy in prod?', 'Deploy in prod?']);
    assert.match(
      front.details[0] ?? '',
      /This is no local cluster\.\n\nContext: prod\nServer: https:\/\/127\.0\.0\.1:\d+\nNamespace: shop/,
    );
    assert.equal(api.state.list('Deployment', 'shop').length, 1);
    assert.deepEqual(api.state.list('Deployment', 'default'), []);
  });
});

test('a kubeconfig that changes between the choice and the apply stops the run before anything is sent', async () => {
  await atLoop({}, async (loop) => {
    const { ctx, memory, api } = loop;
    const engine = {
      ...ctx.engine,
      prepare: (params: Parameters<typeof ctx.engine.prepare>[0]) => {
        reconfigure(
          loop,
          serverIs(({ port }) => `https://10.0.0.7:${port}`),
        );
        return ctx.engine.prepare(params);
      },
    };
    const end = failedEnd(await runDeploy({ ...ctx, engine }, memory));
    assert.equal(end.failure.code, 'target-changed');
    assert.equal(end.step, 'deploy');
    assert.ok(loop.bench.calls('kubectl').every(({ argv }) => argv[0] !== 'apply'));
    assert.deepEqual(api.requests, []);
  });
});

test('an allowed context that leads to another server while the question stands is refused', async () => {
  await atLoop({ settings: { allowedContexts: ['prod'] }, answers: { kubeContext: 'prod' } }, async (loop) => {
    reconfigure(loop, withRemote);
    loop.front.onConfirm = () =>
      reconfigure(
        loop,
        serverIs(({ port }) => `https://10.0.0.7:${port}`),
      );
    const end = failedEnd(await runDeploy(loop.ctx, loop.memory));
    assert.equal(end.failure.code, 'target-changed');
    assert.match(end.failure.message, /leads to another server now/);
    assert.ok(loop.bench.calls('kubectl').every(({ argv }) => argv[0] !== 'apply'));
  });
});

const other = (namespace: string): string =>
  stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shared', namespace }, data: {} });

test('objects go where they say, the others where the flag or the context says', async () => {
  const files = { 'k8s.yaml': `${other('shared')}---\n${manifest}` };
  for (const [namespace, answers] of [
    ['default', {}],
    ['mine', { namespace: 'mine' }],
  ] as const)
    await atLoop({ files, answers }, async ({ ctx, memory, api }) => {
      for (const name of ['shared', 'mine']) api.state.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      const { deployment } = runningEnd(await runDeploy(ctx, memory));
      assert.equal(deployment.target.namespace, namespace);
      assert.deepEqual(
        ['ConfigMap', 'Deployment', 'Service'].flatMap((kind) => api.state.list(kind)).map(({ metadata }) => metadata.namespace),
        ['shared', namespace, namespace],
      );
      assert.deepEqual(
        deployment.objects.map(({ result }) => result),
        ['created', 'created', 'created'],
      );
    });
});

test('one namespace in all manifests is the one that is told; one that is missing is a refusal by name', async () => {
  const files = { 'k8s.yaml': manifest.replaceAll('  name: api\nspec', '  name: api\n  namespace: shop\nspec') };
  await atLoop({ files }, async ({ ctx, memory, root, api }) => {
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.failure.code, 'apply-refused');
    assert.match(end.failure.message, /refused Deployment api, Service api; nothing was applied/);
    assert.match(end.failure.detail ?? '', /namespaces "shop" not found/);
    const [found] = end.diagnoses;
    assert.equal(found?.place?.path, join(root, 'k8s.yaml'));
    assert.deepEqual(api.state.list('Deployment'), []);
    api.state.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    assert.equal(runningEnd(await runDeploy(ctx, memory)).deployment.target.namespace, 'shop');
  });
});
