import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { deleteDeployed, diffAgainstCluster, keepForward, rollBack, showLogs } from '../../client/src/loop/afterwards.js';
import { layersOfImage } from '../../client/src/loop/images.js';
import { newCluster, startStopped } from '../../client/src/loop/clusters.js';
import { runBuild, runDeploy } from '../../client/src/loop/run.js';
import type { Runner } from '../../client/src/tools/tool.js';
import { atLoop, failedEnd, failureOf, leftRunning, manifest, runningEnd, valueOf } from './support.js';

const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\nstringData:\n  password: hunter22\n';

test('without a deployment, nothing follows', async () => {
  await atLoop({}, async ({ ctx, memory }) => {
    for (const after of [rollBack, showLogs, deleteDeployed]) assert.equal(failureOf(await after(ctx, memory)).code, 'nothing-deployed');
    assert.equal(failureOf(await keepForward(ctx, memory, () => undefined)).code, 'nothing-deployed');
    assert.equal(failureOf(await layersOfImage(ctx, memory)).code, 'nothing-built');
  });
});

test('the difference to the cluster is shown, values of Secrets are not; then back to the version before', async () => {
  await atLoop({ files: { 'k8s.yaml': `${manifest}---\n${secret}` } }, async ({ ctx, memory, root, front, api }) => {
    runningEnd(await runDeploy(ctx, memory));
    assert.deepEqual(valueOf(await diffAgainstCluster(ctx, memory)), []);
    writeFileSync(`${root}/k8s.yaml`, `${manifest.replace('myapp:1.0', 'myapp:2.0')}---\n${secret.replace('hunter22', 'hunter33')}`);
    const found = valueOf(await diffAgainstCluster(ctx, memory));
    assert.deepEqual(
      found.map(({ kind, name }) => `${kind} ${name}`),
      ['Deployment api', 'Secret keys'],
    );
    assert.deepEqual(front.shownChanges, found);
    assert.match(found[0]?.after ?? '', /image: myapp:2\.0/);
    assert.doesNotMatch(JSON.stringify([found, front.lines]), /hunter/);
    assert.equal(failureOf(await rollBack(ctx, memory)).code, 'no-history');
    runningEnd(await runDeploy(ctx, memory));
    assert.equal(valueOf(await rollBack(ctx, memory)), 'api goes back to revision 1');
    assert.equal(api.state.list('Deployment')[0]?.['spec'].template.spec.containers[0].image, 'myapp:1.0');
  });
});

test('logs of a container that restarts begin with the run that ended', async () => {
  const cluster = { pods: { api: [{ afterMs: 0, state: 'crash' as const }] }, logs: { api: 'it broke here\n' } };
  await atLoop({ cluster, settings: { rolloutTimeout: 1 } }, async (loop) => {
    const { ctx, memory, front, end, bench } = loop;
    failedEnd(await runDeploy(ctx, memory));
    front.lines.length = 0;
    front.onLine = (line) => {
      if (/^── \S+\/api$/.test(line)) setTimeout(() => end.abort(), 200);
    };
    assert.equal(failureOf(await showLogs(ctx, memory)).code, 'cancelled');
    const text = front.lines.join('\n');
    assert.match(text, /── api-\S+\/api, the run before its last restart\nit broke here\n── api-\S+\/api/);
    assert.ok(bench.calls('kubectl').some(({ argv }) => argv[0] === 'logs' && argv.includes('--previous')));
    assert.deepEqual(leftRunning(bench), []);
  });
});

test('a port is opened again, the same one, when its pod is replaced; a cancel closes it', async () => {
  await atLoop({}, async (loop) => {
    const { ctx, memory, end, bench, front } = loop;
    runningEnd(await runDeploy(ctx, memory));
    // kubectl's forward ends with the pod: here the first one does so as soon as it is open.
    let times = 0;
    const replaced: Runner = {
      run: async (command, options) => {
        if (command.args[0] !== 'port-forward') return bench.runner.run(command, options);
        const own = new AbortController();
        const isFirst = ++times === 1;
        const result = await bench.runner.run(command, {
          signal: AbortSignal.any([ctx.signal, own.signal]),
          onLine: (line, stream) => {
            options?.onLine?.(line, stream);
            if (isFirst) own.abort();
            else end.abort();
          },
        });
        return isFirst ? command.parse({ code: 1, stdout: '', stderr: 'error: lost connection to pod' }) : result;
      },
    };
    const opened: number[] = [];
    valueOf(await keepForward({ ...ctx, runner: replaced }, memory, (port) => opened.push(port)));
    assert.equal(times, 2);
    assert.equal(opened.length, 1);
    const forwards = bench.calls('kubectl').filter(({ argv }) => argv[0] === 'port-forward');
    assert.equal(forwards[1]?.argv.at(-1), `${opened[0]}:80`);
    assert.match(front.lines.join('\n'), /The connection to api ended; it is opened again/);
    assert.deepEqual(leftRunning(bench), []);
  });
});

test('what was deployed is deleted, and nothing else: not what the manifests say now, but what they said before', async () => {
  await atLoop({}, async ({ ctx, memory, root, front, api }) => {
    runningEnd(await runDeploy(ctx, memory));
    // The Service goes out of the manifests, a Secret comes in and is never deployed.
    writeFileSync(`${root}/k8s.yaml`, manifest.split('---\n')[0] ?? '');
    runningEnd(await runDeploy(ctx, memory));
    writeFileSync(`${root}/k8s.yaml`, `${manifest}---\n${secret}`);
    api.state.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys', namespace: 'default' }, data: {} });
    front.agrees = false;
    assert.equal(failureOf(await deleteDeployed(ctx, memory)).code, 'cancelled');
    assert.equal(api.state.list('Deployment').length, 1);
    front.agrees = true;
    const deleted = valueOf(await deleteDeployed(ctx, memory));
    assert.deepEqual(
      deleted.map(({ resource, name }) => `${resource} ${name}`),
      ['deployment.apps api', 'service api'],
    );
    assert.equal(front.details.at(-1), 'Deployment api in default\nService api in default');
    assert.equal(api.state.list('Secret').length, 1);
    assert.equal(failureOf(await deleteDeployed(ctx, memory)).code, 'nothing-deployed');
  });
});

test('outside of a local cluster the name of the context has to be typed; what other contexts hold stays', async () => {
  await atLoop(
    { settings: { allowedContexts: ['prod'] }, answers: { kubeContext: 'prod' } },
    async ({ ctx, memory, front, api, kubeconfig }) => {
      const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as { clusters: object[]; contexts: object[]; users: { name: string }[] };
      config.clusters.push({ ...config.clusters[0], name: 'production' });
      config.contexts.push({ name: 'prod', context: { cluster: 'production', user: config.users[0]?.name } });
      writeFileSync(kubeconfig, JSON.stringify(config));
      runningEnd(await runDeploy(ctx, memory));
      const { deployment, ...rest } = memory.get();
      assert.ok(deployment !== undefined);
      const elsewhere = { ...deployment, target: { ...deployment.target, kubeContext: 'k3d-other' } };
      await memory.set({ ...rest, deployment, left: [elsewhere] });
      const deleted = valueOf(await deleteDeployed(ctx, memory));
      assert.equal(deleted.length, 2, JSON.stringify([deleted, front.lines, api.requests.slice(-6)]));
      assert.deepEqual(front.typed, [undefined, 'prod']);
      assert.match(
        front.details.at(-1) ?? '',
        /Server: https:.*\nNamespace: default\n\nDeployment api in default\nService api in default$/,
      );
      assert.deepEqual(api.state.list('Deployment'), []);
      assert.deepEqual(memory.get().left, [elsewhere]);
    },
  );
});

test('clusters: a stopped one is started when the user says so; a new one gets a registry and leaves the context as it is', async () => {
  await atLoop({ world: { k3d: { clusters: [{ name: 'dev', isStopped: true }] } } }, async ({ ctx, memory, front, bench }) => {
    front.agrees = false;
    assert.equal(failedEnd(await runDeploy(ctx, memory)).failure.code, 'cluster-stopped');
    assert.match(valueOf(await startStopped(ctx, memory)), /dev is running/);
    assert.equal(failureOf(await startStopped(ctx, memory)).code, 'nothing-stopped');
    front.answers = { cluster: 'test', port: '5001' };
    assert.match(
      valueOf(await newCluster(ctx, memory)),
      /the cluster test runs, with a registry that manifests call k3d-test-registry\.localhost:5001/,
    );
    const create = bench.calls('k3d').find(({ argv }) => argv[1] === 'create');
    assert.ok(create?.argv.includes('--kubeconfig-switch-context=false'));
    front.answers = { cluster: 'test' };
    assert.equal(failureOf(await newCluster(ctx, memory)).code, 'cancelled');
  });
});

test('clusters: a taken port is told as one, and what a cancel leaves half-made is taken away', async () => {
  await atLoop({ world: { docker: { portsInUse: [5001] }, k3d: { clusters: [], createMs: 60_000 } } }, async (loop) => {
    const { ctx, memory, front, bench, end } = loop;
    front.answers = { cluster: 'half', port: '5001' };
    const taken = failureOf(await newCluster(ctx, memory));
    assert.equal(taken.code, 'port-in-use');
    assert.match(taken.message, /^Port 5001 of this machine is in use/);
    front.answers = { cluster: 'half', port: '5002' };
    const names = (): readonly string[] => bench.world()['k3d'].clusters.map(({ name }: { name: string }) => name);
    const watch = setInterval(() => names().includes('half') && end.abort(), 50);
    try {
      assert.equal(failureOf(await newCluster(ctx, memory)).code, 'cancelled');
    } finally {
      clearInterval(watch);
    }
    assert.deepEqual(names(), []);
    assert.deepEqual(leftRunning(bench), []);
    assert.equal(memory.get().answers.cluster, undefined);
  });
});

test('layers of the last image, the largest first', async () => {
  await atLoop({}, async ({ ctx, memory, front }) => {
    const image = valueOf(await runBuild(ctx, memory));
    front.sizes = [];
    const { reference, layers } = valueOf(await layersOfImage(ctx, memory));
    assert.equal(reference, image.reference);
    assert.deepEqual(
      layers.map(({ instruction }) => instruction.split(' ')[0]),
      ['ADD', 'RUN', 'COPY'],
    );
    assert.equal(front.sizes.length, 2);
  });
});
