import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runAll, runDeploy } from '../../client/src/loop/run.js';
import { atLoop, failedEnd, filesOf, manifest, runningEnd } from './support.js';

const deployment = manifest.split('---\n')[0] ?? '';
const service = manifest.split('---\n')[1] ?? '';

test('a manifest that runs another image, cannot be read or is a template is refused before the build', async () => {
  const cases: readonly (readonly [name: string, text: string, code: string, message: RegExp])[] = [
    ['k8s.yaml', manifest.replace('myapp:1.0', 'other:1.0'), 'image-not-used', /None of the manifests runs `myapp`: they run `other:1\.0`/],
    ['k8s.yaml', manifest.replace('replicas: 1', 'replicas: {{ .Values.replicas }}'), 'manifest-unreadable', /^k8s\.yaml:6: .*template/],
    ['k8s.yaml', manifest.replace('spec:\n  replicas', 'spec:\n\treplicas'), 'manifest-unreadable', /^k8s\.yaml:\d+: /],
  ];
  for (const [name, text, code, message] of cases)
    await atLoop({ files: { [name]: text }, answers: { manifests: [] } }, async (loop) => {
      const { ctx, memory, bench, root } = loop;
      await memory.set({ answers: { ...memory.get().answers, manifests: [{ kind: 'file', path: join(root, name) }] } });
      const end = failedEnd(await runAll(ctx, memory));
      assert.equal(end.failure.code, code);
      assert.match(end.failure.message, message);
      assert.equal(end.step, 'check');
      assert.ok(bench.calls('docker').every(({ argv }) => argv[0] !== 'build'));
    });
});

test('a kustomization is rendered and its image replaced; no file changes', async () => {
  const files = {
    'k8s.yaml': '# moved\n',
    'deploy/kustomization.yaml': 'resources:\n  - deployment.yaml\n  - service.yaml\n',
    'deploy/deployment.yaml': deployment,
    'deploy/service.yaml': service,
  };
  await atLoop({ files }, async ({ ctx, memory, api, root }) => {
    const before = filesOf(root);
    const end = runningEnd(await runAll(ctx, memory));
    assert.deepEqual(memory.get().answers.manifests, [{ kind: 'kustomize', path: `${root}/deploy` }]);
    const [found] = api.state.list('Deployment', 'default');
    assert.equal(found?.['spec'].template.spec.containers[0].image, end.image?.reference);
    assert.deepEqual(filesOf(root), before);
  });
});

test('a folder is sent by the names of its files; what holds no object is left out and told', async () => {
  const files = {
    'k8s.yaml': '# moved\n',
    'k8s/a.yaml': deployment.replace('myapp:1.0', 'docker.io/library/myapp@sha256:' + '0'.repeat(64)),
    'k8s/b.yml': service,
    'k8s/compose.yaml': 'services:\n  api:\n    build: .\n',
    'k8s/notes.txt': 'no manifest',
  };
  await atLoop({ files }, async ({ ctx, memory, front, root, api }) => {
    await memory.set({ answers: { ...memory.get().answers, manifests: [{ kind: 'folder', path: `${root}/k8s` }] } });
    const end = runningEnd(await runAll(ctx, memory));
    assert.deepEqual(
      end.deployment.objects.map(({ path, kind, line, result }) => [path.slice(root.length + 1), kind, line, result]),
      [
        ['k8s/a.yaml', 'Deployment', 3, 'created'],
        ['k8s/b.yml', 'Service', 3, 'created'],
      ],
    );
    // Another way of writing the same repository is the same repository.
    assert.equal(api.state.list('Deployment')[0]?.['spec'].template.spec.containers[0].image, end.image?.reference);
    assert.match(front.lines.join('\n'), /Left out, for they hold no Kubernetes object: compose\.yaml/);
  });
});

test('one object that is refused stops nothing of the others, and its field is told on its line', async () => {
  const cluster = {
    invalid: {
      'Deployment/api': [
        {
          field: 'spec.template.spec.containers[0].ports[0].containerPort',
          message: 'Invalid value: 70000: must be between 1 and 65535, inclusive',
        },
      ],
    },
  };
  const files = { 'k8s.yaml': manifest.replace('containerPort: 8080', 'containerPort: 70000') };
  await atLoop({ cluster, files }, async ({ ctx, memory, root, api }) => {
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.failure.code, 'apply-refused');
    assert.match(end.failure.message, /^The cluster refused Deployment api; the other one was applied\.$/);
    assert.deepEqual(
      end.done.deployment?.objects.map(({ kind, result }) => [kind, result]),
      [
        ['Deployment', 'refused'],
        ['Service', 'created'],
      ],
    );
    assert.equal(api.state.list('Service').length, 1);
    const [found] = end.diagnoses;
    assert.equal(found?.place?.path, join(root, 'k8s.yaml'));
    const line = readFileSync(join(root, 'k8s.yaml'), 'utf8').split('\n')[found?.place?.range.start.line ?? 0];
    assert.match(line ?? '', /containerPort: 70000/);
  });
});

test('an unchanged manifest with an image that was built anew under its tag is restarted; the same image is not', async () => {
  const settings = { delivery: 'import' as const };
  await atLoop({ settings }, async ({ ctx, memory, api, bench }) => {
    // What a container runs is decided when it starts.
    api.state.scenario = {
      ...api.state.scenario,
      imageId: (image) =>
        bench.world()['nodes']?.['k3d-dev-server-0']?.find(({ tag }: { tag: string }) => tag.endsWith(`/${image}`))?.id ?? '',
    };
    const restarts = (): number => bench.calls('kubectl').filter(({ argv }) => argv[1] === 'restart').length;
    const first = runningEnd(await runAll(ctx, memory));
    const again = runningEnd(await runAll(ctx, memory));
    assert.deepEqual(again.deployment.objects[0]?.result, 'unchanged');
    assert.equal(restarts(), 0);
    // Something that the tag does not count changed: a file that git ignores, a newer base image.
    bench.change((world) => void (world['docker'].salt = 'another'));
    // Another window, or another user: nothing is remembered of what ran.
    const { answers } = memory.get();
    await memory.set({ answers });
    const rebuilt = runningEnd(await runAll(ctx, memory));
    assert.equal(rebuilt.image?.reference, first.image?.reference);
    assert.notEqual(rebuilt.image?.id, first.image?.id);
    assert.equal(restarts(), 1);
    const running = api.state.list('Pod').map(({ status }) => status.containerStatuses[0].imageID);
    assert.deepEqual(running, [rebuilt.image?.id]);
  });
});

test('a diff is shown before it is confirmed, with the namespace that the same manifests make; a no changes nothing', async () => {
  const secret = `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\n  namespace: shop\nstringData:\n  password: hunter22\n`;
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\n';
  const files = { 'k8s.yaml': `${namespace}${manifest}${secret}` };
  await atLoop({ files, settings: { showDiff: true } }, async ({ ctx, memory, front, api }) => {
    front.agrees = false;
    const end = failedEnd(await runDeploy(ctx, memory));
    assert.equal(end.state, 'cancelled');
    assert.equal(end.step, 'diff');
    assert.deepEqual(
      front.shownChanges.map(({ kind, name, before }) => [kind, name, before]),
      [
        ['Namespace', 'shop', null],
        ['Deployment', 'api', null],
        ['Service', 'api', null],
        ['Secret', 'keys', null],
      ],
    );
    assert.doesNotMatch(JSON.stringify([front.shownChanges, front.lines]), /hunter22/);
    assert.deepEqual(api.state.list('Deployment'), []);
    front.agrees = true;
    runningEnd(await runDeploy(ctx, memory));
    assert.equal(api.state.list('Secret', 'shop').length, 1);
    const asked = front.asked.length;
    // Without a difference there is nothing to ask.
    runningEnd(await runDeploy(ctx, memory));
    assert.equal(front.asked.length, asked);
  });
});
