import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runChecked } from '../../client/src/tools/checked.js';
import { createCluster, isRunning, listClusters, startCluster, workers } from '../../client/src/tools/k3d/clusters.js';
import { importImage, importStep, type ImportReport } from '../../client/src/tools/k3d/importImage.js';
import { clusterOf, fullReference, isSameImage } from '../../client/src/tools/k3d/names.js';
import { holds, loadIntoNode, nodeImages } from '../../client/src/tools/k3d/nodeImages.js';
import { readJsonOutput, readLog } from '../../client/src/tools/k3d/output.js';
import { listNodes, listRegistries, serves } from '../../client/src/tools/k3d/registries.js';
import { k3dVersion } from '../../client/src/tools/k3d/version.js';
import { saveImage } from '../../client/src/tools/docker/images.js';
import { atBench, type World } from '../support/doubles.js';
import { commandOf, failureOf, valueOf } from '../support/tools.js';

const image = { id: `sha256:${'1'.repeat(64)}`, tags: ['myapp:dev'], bytes: 1000 };
const dev = { name: 'dev', servers: 1, agents: 1, apiPort: 36_763, token: 'topsecrettoken' };
const world = (more: World = {}): World => ({ docker: { images: [image] }, k3d: { clusters: [dev], ...more['k3d'] }, ...more['all'] });

describe('what k3d writes', () => {
  const coloured =
    "\u001b[33mWARN\u001b[0m[0000] Image 'x:1' is not a file               \n\u001b[31mERRO\u001b[0m[0012] it failed: Logs:\nctr: content digest sha256:1: not found\n";
  const keyed =
    'time="2026-11-20T18:27:37Z" level=warning msg="Image \'x:1\' is not a file"\ntime="2026-11-20T18:27:38Z" level=error msg="it failed: \\"Logs\\":"\nctr: content digest sha256:1: not found\n';

  test('both formats, and lines that go on', () => {
    assert.deepEqual(readLog(coloured), [
      { level: 'warning', message: "Image 'x:1' is not a file" },
      { level: 'error', message: 'it failed: Logs:\nctr: content digest sha256:1: not found' },
    ]);
    assert.deepEqual(
      readLog(keyed).map(({ level, message }) => [level, message.split('\n').length]),
      [
        ['warning', 1],
        ['error', 2],
      ],
    );
  });

  test("Go's quoting, and the frames of Docker's streams in it", () => {
    const line = String.raw`time="2026-11-21T16:17:51Z" level=error msg="failed: Logs:\n\x01\x00\x00\x81OCI \"x\"\r\n"`;
    assert.deepEqual(readLog(line), [{ level: 'error', message: 'failed: Logs:\nOCI "x"' }]);
  });

  test('JSON behind lines of the log', () => {
    assert.deepEqual(readJsonOutput('\u001b[37mDEBU\u001b[0m[0000] Runtime Info:\n&{Name:docker}\n[{"name":"dev"}]\n'), [{ name: 'dev' }]);
    assert.equal(readJsonOutput('null\n'), null);
    assert.equal(readJsonOutput('NAME   SERVERS'), undefined);
  });

  test('names', () => {
    assert.equal(clusterOf('k3d-k3d-x'), 'k3d-x');
    assert.equal(clusterOf('kind-x'), undefined);
    assert.equal(fullReference('myapp'), 'docker.io/library/myapp:latest');
    assert.equal(fullReference('me/myapp:1'), 'docker.io/me/myapp:1');
    assert.equal(fullReference('localhost:5000/myapp'), 'localhost:5000/myapp:latest');
    assert.ok(isSameImage('docker.io/myapp:1', 'myapp:1'));
    assert.ok(!isSameImage('myapp:1', 'myapp:2'));
  });
});

describe('clusters, nodes, registries', () => {
  test('none: an empty list, and null', async () => {
    await atBench({}, async ({ runner }) => {
      assert.deepEqual(valueOf(await runner.run(listClusters())), []);
      assert.deepEqual(valueOf(await runner.run(listNodes())), []);
      assert.deepEqual(valueOf(await runner.run(listRegistries())), []);
      assert.deepEqual(valueOf(await runner.run(k3dVersion())), { k3d: 'v5.8.3', k3s: 'v1.31.5-k3s1' });
    });
  });

  test('a cluster, its port, its nodes, and nothing of its token', async () => {
    await atBench(
      world({
        k3d: {
          registries: [
            { name: 'k3d-registry.localhost', port: 5001, networks: ['k3d-dev', 'bridge'] },
            { name: 'other', port: 5002 },
          ],
        },
      }),
      async ({ runner, log }) => {
        const [cluster, ...none] = valueOf(await runner.run(listClusters()));
        assert.ok(cluster !== undefined && none.length === 0);
        assert.deepEqual(
          [cluster.name, cluster.apiPort, isRunning(cluster), workers(cluster).map(({ name }) => name)],
          ['dev', 36_763, true, ['k3d-dev-server-0', 'k3d-dev-agent-0']],
        );
        assert.ok(!JSON.stringify([cluster, log]).includes('topsecrettoken'));
        const registries = valueOf(await runner.run(listRegistries()));
        assert.deepEqual(
          registries.map((registry) => [registry.inCluster, registry.onHost, serves(registry, cluster)]),
          [
            ['k3d-registry.localhost:5001', 'localhost:5001', true],
            ['other:5002', 'localhost:5002', false],
          ],
        );
      },
    );
  });

  test('a stopped one keeps its port, and starts', async () => {
    await atBench(
      { docker: {}, k3d: { clusters: [{ ...dev, isStopped: true, loadBalancer: false, portKey: '6443/tcp' }] } },
      async ({ runner }) => {
        const [before] = valueOf(await runner.run(listClusters()));
        assert.ok(before !== undefined && !isRunning(before));
        assert.equal(before.apiPort, 36_763);
        valueOf(await runChecked(runner, startCluster('dev')));
        const [after] = valueOf(await runner.run(listClusters()));
        assert.ok(after !== undefined && isRunning(after));
        assert.equal(failureOf(await runChecked(runner, startCluster('nope'))).code, 'cluster-missing');
      },
    );
  });

  test('a new one with its registry leaves the current context alone', async () => {
    await atBench({}, async ({ runner, calls }) => {
      valueOf(
        await runChecked(
          runner,
          createCluster({
            name: 'dev',
            agents: 1,
            registry: { name: 'k3d-registry.localhost', port: 5000 },
            ports: [{ host: 8080, container: 80 }],
          }),
        ),
      );
      const [cluster] = valueOf(await runner.run(listClusters()));
      assert.equal(cluster?.agents.count, 1);
      const [call] = calls('k3d');
      assert.ok(call !== undefined && call.argv.includes('--kubeconfig-switch-context=false'));
      assert.equal(call.env['LOG_LEVEL'], 'info');
      assert.match(failureOf(await runChecked(runner, createCluster({ name: 'dev' }))).message, /already exists/);
    });
  });

  test('Docker is down: that is said, not what k3d says last', async () => {
    await atBench({ docker: { state: 'down' }, k3d: { clusters: [dev] } }, async ({ runner }) => {
      for (const outcome of [
        await runner.run(listClusters()),
        await runChecked(runner, startCluster('dev')),
        await runChecked(runner, importImage('dev', 'myapp:dev')),
      ]) {
        const failure = failureOf(outcome);
        assert.deepEqual([failure.code, failure.remedy], ['daemon-down', 'Start Docker']);
      }
    });
  });

  test('debug lines in the environment do not reach the JSON', async () => {
    await atBench(world(), async ({ runner }) => assert.equal(valueOf(await runner.run(listClusters())).length, 1), {
      env: { LOG_LEVEL: 'debug' },
    });
  });
});

describe('importing an image', () => {
  /** What k3d said, and which nodes hold the image then. */
  async function imported(scenario: World, mode?: 'direct'): Promise<{ report: ImportReport; on: string[] }> {
    return await atBench(scenario, async ({ runner }) => {
      const report = valueOf(await runChecked(runner, importImage('dev', 'myapp:dev', mode)));
      const on: string[] = [];
      assert.equal(failureOf(await runChecked(runner, nodeImages('k3d-gone-server-0'))).code, 'node-missing');
      for (const node of ['k3d-dev-server-0', 'k3d-dev-agent-0']) {
        const images = await runChecked(runner, nodeImages(node));
        if (images.ok && holds(images.value, 'myapp:dev', image.id)) on.push(node);
      }
      return { report, on };
    });
  }

  test('it works both ways', async () => {
    for (const mode of [undefined, 'direct'] as const) {
      const { report, on } = await imported(world(), mode);
      assert.deepEqual([report.isClean, report.complaints, on], [true, [], ['k3d-dev-server-0', 'k3d-dev-agent-0']]);
    }
  });

  test('a node refuses it: exit code 0 is not trusted', async () => {
    const { report, on } = await imported(world({ k3d: { import: { 'k3d-dev-agent-0': 'ctr-fails' } } }));
    assert.deepEqual([report.isClean, report.failedNodes, on], [false, ['k3d-dev-agent-0'], ['k3d-dev-server-0']]);
    assert.ok(report.complaints.every((line) => !line.includes('\n')));
  });

  test('a stopped node', async () => {
    const { report, on } = await imported({
      docker: { images: [image] },
      k3d: { clusters: [{ ...dev, states: { 'k3d-dev-agent-0': 'exited' } }] },
    });
    assert.deepEqual([report.isClean, report.failedNodes, on], [false, ['k3d-dev-agent-0'], ['k3d-dev-server-0']]);
  });

  test('all is said to be well, and a node has nothing: only the node tells', async () => {
    const { report, on } = await imported(world({ k3d: { import: { 'k3d-dev-agent-0': 'nothing' } } }));
    assert.deepEqual([report.isClean, on], [true, ['k3d-dev-server-0']]);
  });

  test('without the image, without a network', async () => {
    const { report } = await imported({ docker: { images: [] }, k3d: { clusters: [dev] } });
    assert.deepEqual([report.isClean, report.isImageMissing], [false, true]);
    const offline = await imported(world({ k3d: { toolsImage: 'unavailable' } }));
    assert.deepEqual([offline.report.lacksToolsImage, offline.report.isImageMissing], [true, false]);
  });

  test('a file of the name of the image is no danger: it runs in an empty folder', async () => {
    await atBench(world(), async ({ runner, calls, folder }) => {
      mkdirSync(join(folder, 'w'));
      writeFileSync(join(folder, 'w', 'myapp:dev'), 'not an image');
      valueOf(await runChecked(runner, importImage('dev', 'myapp:dev')));
      assert.notEqual(calls('k3d')[0]?.cwd, join(folder, 'w'));
    });
  });

  test('a cluster that is not there', async () => {
    await atBench(world(), async ({ runner }) =>
      assert.equal(failureOf(await runChecked(runner, importImage('k3d-dev', 'myapp:dev'))).code, 'cluster-missing'),
    );
  });

  test('the way through `docker save`, where k3d cannot', async () => {
    await atBench({ docker: { images: [image], store: 'containerd' }, k3d: { clusters: [dev] } }, async ({ runner, folder }) => {
      const report = valueOf(await runChecked(runner, importImage('dev', 'myapp:dev')));
      assert.equal(report.failedNodes.length, 2);
      const archive = join(folder, 'image.tar');
      valueOf(await runChecked(runner, saveImage('docker', 'myapp:dev', archive)));
      valueOf(await runChecked(runner, loadIntoNode('k3d-dev-server-0', archive)));
      assert.ok(holds(valueOf(await runChecked(runner, nodeImages('k3d-dev-server-0'))), 'docker.io/library/myapp:dev', image.id));
    });
  });

  test('the same tag of an older build does not count', () => {
    const images = [{ id: 'sha256:old', tags: ['docker.io/library/myapp:dev'], digests: [] }];
    assert.ok(holds(images, 'myapp:dev') && !holds(images, 'myapp:dev', 'sha256:new'));
  });

  test('a hanging direct import is ended', async () => {
    await atBench(world({ k3d: { import: { 'k3d-dev-server-0': 'ctr-fails' } } }), async ({ runner }) => {
      const command = { ...commandOf(importImage('dev', 'myapp:dev', 'direct')), timeoutMs: 700 };
      assert.equal(failureOf(await runner.run(command)).code, 'timed-out');
    });
  });

  test('its lines as steps', () => {
    assert.equal(
      importStep('time="x" level=info msg="Importing images from tarball \'/k3d/x.tar\' into node \'k3d-dev-server-0\'..."'),
      'Importing into k3d-dev-server-0',
    );
    assert.equal(importStep('\u001b[36mINFO\u001b[0m[0000] Saving 1 image(s) from runtime...            '), 'Saving the image from Docker');
    assert.equal(importStep('some other text'), undefined);
  });
});
