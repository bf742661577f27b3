import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { runAll } from '../../client/src/loop/run.js';
import { atLoop, failedEnd, filesOf, manifest, runningEnd } from './support.js';

const isHelmHere = spawnSync('helm', ['version', '--short'], { stdio: 'ignore' }).status === 0;
const skip = isHelmHere ? false : 'there is no helm on PATH';

const files = {
  'k8s.yaml': '# moved\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'chart/values.yaml': 'image:\n  repository: myapp\n  tag: "1.0"\n',
  'chart/templates/app.yaml': manifest.replaceAll('myapp:1.0', '{{ .Values.image.repository }}:{{ .Values.image.tag }}'),
};

test('a chart is rendered by helm, its image replaced in what is sent, and the pod runs; no file changes', { skip }, async () => {
  await atLoop({ files }, async ({ ctx, memory, api, root }) => {
    await memory.set({ answers: { ...memory.get().answers, manifests: [{ kind: 'helm', path: `${root}/chart` }] } });
    const before = filesOf(root);
    const end = runningEnd(await runAll(ctx, memory));
    const [found] = api.state.list('Deployment', 'default');
    assert.equal(found?.['spec'].template.spec.containers[0].image, end.image?.reference);
    assert.deepEqual(filesOf(root), before);
  });
});

test('a chart that helm cannot render is told in its words, and nothing is sent', { skip }, async () => {
  const broken = { ...files, 'chart/templates/app.yaml': 'apiVersion: v1\nkind: {{ required "kind is needed" .Values.kind }}\n' };
  await atLoop({ files: broken }, async ({ ctx, memory, api, root }) => {
    await memory.set({ answers: { ...memory.get().answers, manifests: [{ kind: 'helm', path: `${root}/chart` }] } });
    const end = failedEnd(await runAll(ctx, memory));
    assert.match(end.failure.message, /kind is needed/);
    assert.deepEqual(api.state.list('Deployment', 'default'), []);
  });
});
