import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runAll } from '../../client/src/loop/run.js';
import { atLoop, manifest } from './support.js';

test('a run builds, imports with proof, deploys with the new tag and waits; the files stay as they are', async () => {
  await atLoop({}, async ({ ctx, memory, api, bench, root, front }) => {
    const end = await runAll(ctx, memory);
    assert.equal(end.state, 'running', `${front.lines.join('\n')}\n${api.requests.join('\n')}`);
    assert.ok(end.state === 'running' && end.image !== undefined && end.delivery !== undefined);
    assert.match(end.image.reference, /^myapp:dev-/);
    assert.deepEqual(end.delivery.nodes, ['k3d-dev-server-0']);
    const [deployment] = api.state.list('Deployment', 'default');
    assert.equal(deployment?.['spec'].template.spec.containers[0].image, end.image.reference);
    assert.equal(readFileSync(join(root, 'k8s.yaml'), 'utf8'), manifest);
    assert.deepEqual(
      end.deployment.objects.map(({ kind, name, result }) => `${kind} ${name} ${result}`),
      ['Deployment api created', 'Service api created'],
    );
    // Nothing was a question: there is one of everything.
    assert.deepEqual(front.asked, []);
    assert.ok(bench.calls('kubectl').every(({ argv }) => argv[0] === 'config' || argv.includes('--context=k3d-dev')));
    assert.deepEqual([...new Set(front.steps.map(({ step }) => step))], ['check', 'build', 'deliver', 'deploy', 'wait']);
  });
});
