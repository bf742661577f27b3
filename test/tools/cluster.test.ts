import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { runChecked } from '../../client/src/tools/checked.js';
import { build } from '../../client/src/tools/docker/buildCommand.js';
import { imageHistory, inspectImage } from '../../client/src/tools/docker/images.js';
import { listClusters } from '../../client/src/tools/k3d/clusters.js';
import { importImage } from '../../client/src/tools/k3d/importImage.js';
import { holds, nodeImages } from '../../client/src/tools/k3d/nodeImages.js';
import type { Access } from '../../client/src/tools/kubectl/access.js';
import { apply } from '../../client/src/tools/kubectl/apply.js';
import { viewConfig, viewContext } from '../../client/src/tools/kubectl/config.js';
import { deleteObjects } from '../../client/src/tools/kubectl/delete.js';
import { changes, planApply } from '../../client/src/tools/kubectl/diff.js';
import { renderKustomization } from '../../client/src/tools/kubectl/kustomize.js';
import { proveLocal } from '../../client/src/tools/kubectl/localCluster.js';
import { followLogs, logs, readPrefixedLine } from '../../client/src/tools/kubectl/logs.js';
import { getLive, getObjects, nameOf, newestReplicaSet, ownedBy, resourceOf } from '../../client/src/tools/kubectl/objects.js';
import { announcedRegistry } from '../../client/src/tools/kubectl/registryHosting.js';
import { rolloutHistory, rolloutRestart, rolloutStatus, rolloutUndo } from '../../client/src/tools/kubectl/rollout.js';
import { kubectlVersion } from '../../client/src/tools/kubectl/version.js';
import { startApiServer, type ApiServer } from '../support/doubles/apiServer.js';
import type { ClusterScenario } from '../support/doubles/clusterState.js';
import { atBench, type Bench, type Double } from '../support/doubles.js';
import { failureOf, valueOf } from '../support/tools.js';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const access: Access = { context: 'k3d-dev', namespace: 'default' };
const api = { kind: 'deployment', name: 'api' } as const;

const manifests = (image: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 1
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: ${image}
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec:
  selector: { app: api }
  ports: [{ port: 80, targetPort: 8080 }]
${more}`;

/** The same tests with the double of kubectl, which runs everywhere, and with the real one where there is one. */
for (const kind of ['double', 'real'] as const) {
  const skip = kind === 'real' && !hasKubectl ? 'kubectl is not installed' : false;

  async function inCluster(
    t: TestContext,
    scenario: ClusterScenario,
    work: (bench: Bench, server: ApiServer) => Promise<void>,
  ): Promise<void> {
    const server = await startApiServer({ readyMs: 200, ...scenario });
    const doubles: Double[] = ['docker', 'k3d', ...(kind === 'double' ? (['kubectl'] as const) : [])];
    try {
      const world = { docker: { images: [] }, k3d: { clusters: [{ name: 'dev', apiPort: server.port }] } };
      await atBench(
        world,
        async (bench) => {
          await work(bench, server);
        },
        { doubles, kubeconfig: server.kubeconfig('dev') },
      );
    } finally {
      await server.close();
    }
    t.diagnostic(`${kind} kubectl`);
  }

  describe(`a cluster, with the ${kind} kubectl`, { skip }, () => {
    test('the context is proven, and nothing is asked of the cluster for it', async (t) => {
      await inCluster(t, {}, async ({ runner }, server) => {
        assert.match(valueOf(await runner.run(kubectlVersion())), /^v1\./);
        const config = valueOf(await runner.run(viewConfig()));
        assert.deepEqual([config.current, config.contexts.map(({ name }) => name)], ['k3d-dev', ['k3d-dev']]);
        const context = valueOf(await runChecked(runner, viewContext('k3d-dev')));
        const clusters = valueOf(await runner.run(listClusters()));
        assert.ok(proveLocal(context, clusters).isLocal);
        assert.equal(server.requests.length, 0);
        assert.equal(failureOf(await runChecked(runner, viewContext('nope'))).code, 'context-missing');
      });
    });

    test('apply, wait, see the objects, apply again', async (t) => {
      await inCluster(t, {}, async ({ runner }) => {
        const first = valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        assert.deepEqual(first.results, [
          { resource: 'deployment.apps', name: 'api', result: 'created' },
          { resource: 'service', name: 'api', result: 'created' },
        ]);
        assert.equal(valueOf(await runChecked(runner, rolloutStatus(access, api, 10))), 'finished');
        const again = valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        assert.deepEqual(
          again.results.map(({ result }) => result),
          ['unchanged', 'unchanged'],
        );
        const [deployment] = valueOf(await runChecked(runner, getObjects(access, resourceOf('apps/v1', 'Deployment'), { names: ['api'] })));
        const sets = ownedBy(valueOf(await runChecked(runner, getObjects(access, 'replicasets'))), [deployment]);
        const pods = ownedBy(valueOf(await runChecked(runner, getObjects(access, 'pods', { selector: 'app=api' }))), [
          newestReplicaSet(sets),
        ]);
        assert.equal(pods.length, 1);
        const pod = nameOf(pods[0]);
        assert.equal(valueOf(await runChecked(runner, logs(access, { pod, container: 'api' }))), 'started\n');
        assert.equal(valueOf(await runChecked(runner, logs(access, { pod, container: 'api', previous: true }))), null);
        const events = valueOf(await runChecked(runner, getObjects(access, 'events', { fields: `involvedObject.name=${pod}` })));
        assert.ok(events.length > 0);
        assert.deepEqual(valueOf(await runChecked(runner, getObjects(access, resourceOf('v1', 'Service'), { names: ['nope'] }))), []);
        assert.equal(valueOf(await runChecked(runner, getObjects({ context: 'k3d-dev' }, 'nodes'))).length, 1);
      });
    });

    test('a change is shown before it is made, and made', async (t) => {
      await inCluster(t, {}, async ({ runner }, server) => {
        valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        const next = manifests('myapp:2', '---\napiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { a: c2VjcmV0 }\n');
        const before = server.requests.length;
        const plan = valueOf(await runChecked(runner, planApply(access, next)));
        assert.ok(plan.isWhole);
        const found = changes(valueOf(await runChecked(runner, getLive(access, next))), plan.objects);
        assert.deepEqual(
          found.map(({ kind: what, isSame, before: old }) => [what, isSame, old === null]),
          [
            ['Deployment', false, false],
            ['Service', true, false],
            ['Secret', false, true],
          ],
        );
        assert.ok(found[0]?.after.includes('image: myapp:2') && !JSON.stringify(found).includes('c2VjcmV0'));
        assert.equal(server.state.get('Deployment', 'default', 'api')?.['spec'].template.spec.containers[0].image, 'myapp:1', 'a dry run');
        assert.ok(server.requests.length > before);
        valueOf(await runChecked(runner, apply(access, next)));
        assert.equal(valueOf(await runChecked(runner, rolloutStatus(access, api, 10))), 'finished');
        assert.equal(server.state.list('Pod', 'default').length, 1, 'the old pod is gone');
      });
    });

    test('back, and again, and away', async (t) => {
      await inCluster(t, {}, async ({ runner }, server) => {
        valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        assert.equal(failureOf(await runChecked(runner, rolloutUndo(access, api))).code, 'no-history');
        valueOf(await runChecked(runner, apply(access, manifests('myapp:2'))));
        assert.deepEqual(
          valueOf(await runChecked(runner, rolloutHistory(access, api))).map(({ number }) => number),
          [1, 2],
        );
        valueOf(await runChecked(runner, rolloutUndo(access, api)));
        assert.equal(server.state.get('Deployment', 'default', 'api')?.['spec'].template.spec.containers[0].image, 'myapp:1');
        const generation = (): unknown => server.state.get('Deployment', 'default', 'api')?.['metadata'].generation;
        const old = generation();
        valueOf(await runChecked(runner, rolloutRestart(access, api)));
        assert.notEqual(generation(), old);
        assert.equal(failureOf(await runChecked(runner, rolloutUndo(access, api, 99))).code, 'no-revision');
        const deleted = valueOf(await runChecked(runner, deleteObjects(access, manifests('myapp:1'))));
        assert.deepEqual(deleted, [
          { resource: 'deployment.apps', name: 'api' },
          { resource: 'service', name: 'api' },
        ]);
        assert.deepEqual(server.state.list('Pod', 'default'), []);
        assert.deepEqual(valueOf(await runChecked(runner, deleteObjects(access, manifests('myapp:1')))), []);
      });
    });

    test('one object is bad: the others are applied, and that is told', async (t) => {
      const field = 'spec.ports[0].port';
      await inCluster(
        t,
        { invalid: { 'Service/api': [{ field, message: 'Invalid value: 0: must be between 1 and 65535, inclusive' }] } },
        async ({ runner }) => {
          const widget = '---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n';
          const end = valueOf(await runChecked(runner, apply(access, manifests('myapp:1', widget))));
          assert.deepEqual(
            end.results.map(({ name, result }) => [name, result]),
            [['api', 'created']],
          );
          assert.deepEqual(
            [...end.refusals]
              .sort((a, b) => (a.reason < b.reason ? -1 : 1))
              .map(({ reason, kind: what, name, fields }) => [reason, what, name, fields]),
            [
              ['Invalid', 'Service', 'api', [field]],
              ['NoSuchKind', 'Widget', 'w', []],
            ],
          );
          const plan = valueOf(await runChecked(runner, planApply(access, manifests('myapp:1'))));
          assert.ok(!plan.isWhole && plan.refusals.length === 1);
        },
      );
    });

    test('what is sent is wrong in itself', async (t) => {
      await inCluster(t, {}, async ({ runner }) => {
        const code = async (text: string, to: Access = access): Promise<string> =>
          failureOf(await runChecked(runner, apply(to, text))).code;
        assert.equal(await code(''), 'no-objects');
        assert.equal(await code('a: [\n'), 'not-yaml');
        assert.equal(
          await code('apiVersion: v1\nkind: Service\nmetadata: { name: x, namespace: default }\n', { ...access, namespace: 'kube-public' }),
          'namespace-clash',
        );
        assert.equal(await code(manifests('myapp:1'), { context: 'nope' }), 'context-missing');
        const missing = valueOf(await runChecked(runner, apply({ ...access, namespace: 'missing' }, manifests('myapp:1'))));
        assert.deepEqual(missing.refusals[0]?.reason, 'NotFound');
      });
    });

    test('a cluster that does not answer', async (t) => {
      await inCluster(t, {}, async ({ runner }, server) => {
        await server.close();
        const asked = [apply(access, manifests('myapp:1')), getObjects(access, 'pods'), rolloutStatus(access, api, 2)];
        for (const command of asked) {
          const failure = failureOf(await runChecked<unknown>(runner, command));
          assert.deepEqual([failure.code, /validat/.test(failure.message)], ['cluster-unreachable', false], failure.detail);
        }
      });
    });

    test('a rollout that does not end', async (t) => {
      await inCluster(t, { pods: { api: [{ afterMs: 0, state: 'image-pull' }] } }, async ({ runner }) => {
        valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        const lines: string[] = [];
        const end = await runChecked(runner, rolloutStatus(access, api, 1), { onLine: (line) => lines.push(line) });
        assert.equal(valueOf(end), 'timed-out');
        assert.ok(lines.some((line) => line.includes('0 of 1 updated replicas are available')));
      });
    });

    test('logs are followed until they are cancelled', async (t) => {
      await inCluster(t, {}, async ({ runner }) => {
        valueOf(await runChecked(runner, apply(access, manifests('myapp:1'))));
        valueOf(await runChecked(runner, rolloutStatus(access, api, 10)));
        const stop = new AbortController();
        const lines: string[] = [];
        const end = await runChecked(runner, followLogs(access, { labels: { app: 'api' } }), {
          signal: stop.signal,
          onLine: (line) => {
            lines.push(line);
            stop.abort();
          },
        });
        assert.equal(failureOf(end).code, 'cancelled');
        assert.equal(readPrefixedLine(lines[0] ?? '')?.text, 'started');
      });
    });

    test('the registry that a cluster announces', async (t) => {
      await inCluster(t, {}, async ({ runner }, server) => {
        assert.equal(valueOf(await runChecked(runner, announcedRegistry(access))), null);
        server.state.put({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'local-registry-hosting', namespace: 'kube-public' },
          data: { 'localRegistryHosting.v1': 'host: "localhost:5000"\nhostFromClusterNetwork: "k3d-registry.localhost:5000"\n' },
        });
        assert.deepEqual(valueOf(await runChecked(runner, announcedRegistry(access))), {
          host: 'localhost:5000',
          inCluster: 'k3d-registry.localhost:5000',
        });
      });
    });

    test('a kustomization', async (t) => {
      await inCluster(t, {}, async ({ runner, folder }, server) => {
        writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [app.yaml]\n');
        writeFileSync(join(folder, 'app.yaml'), manifests('myapp:1'));
        assert.match(
          valueOf(await runChecked(runner, renderKustomization(folder))),
          /kind: Service[\s\S]*kind: Deployment|kind: Deployment[\s\S]*kind: Service/,
        );
        assert.equal(failureOf(await runChecked(runner, renderKustomization(join(folder, 'bin')))).code, 'no-kustomization');
        assert.equal(server.requests.length, 0);
      });
    });

    test('build, import, verify, deploy; and what happens without the import', async (t) => {
      let bench: Bench | undefined;
      const hasImage = (image: string): boolean =>
        Object.values((bench?.world()['nodes'] ?? {}) as Record<string, readonly { tag: string }[]>).some((held) =>
          held.some(({ tag }) => tag === `docker.io/library/${image}`),
        );
      await inCluster(t, { hasImage }, async (found) => {
        bench = found;
        const { runner, folder } = found;
        writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:13-slim\nRUN true\nUSER appuser\n');
        const built = valueOf(
          await runChecked(
            runner,
            build({ builder: 'buildx', dockerfile: join(folder, 'Dockerfile'), context: folder, reference: 'myapp:dev-1' }),
          ),
        );
        assert.ok(built.isBuilt);
        const image = valueOf(await runChecked(runner, inspectImage('docker', 'myapp:dev-1')));
        assert.equal(image?.user, 'appuser');
        const layers = valueOf(await runChecked(runner, imageHistory('docker', 'myapp:dev-1')));
        assert.deepEqual(
          layers.slice(-2).map(({ instruction }) => instruction),
          ['RUN true', 'USER appuser'],
        );
        valueOf(await runChecked(runner, apply(access, manifests('myapp:dev-1'))));
        assert.equal(valueOf(await runChecked(runner, rolloutStatus(access, api, 1))), 'timed-out');
        const [pod] = valueOf(await runChecked(runner, getObjects(access, 'pods')));
        assert.match(JSON.stringify(pod), /ImagePullBackOff/);
        assert.ok(valueOf(await runChecked(runner, importImage('dev', 'myapp:dev-1'))).isClean);
        assert.ok(holds(valueOf(await runChecked(runner, nodeImages('k3d-dev-server-0'))), 'myapp:dev-1', image?.id));
        assert.equal(valueOf(await runChecked(runner, rolloutStatus(access, api, 10))), 'finished');
      });
    });
  });
}
