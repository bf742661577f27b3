import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { readyCluster } from '../../client/src/loop/cluster.js';
import type { BuiltImage, Delivery } from '../../client/src/loop/contract.js';
import { deliver } from '../../client/src/loop/deliver.js';
import { runAll } from '../../client/src/loop/run.js';
import type { Outcome } from '../../client/src/tools/tool.js';
import type { World } from '../support/doubles.js';
import { atLoop, failureOf, leavingNothing, leftRunning, manifest, runningEnd, valueOf, type LoopBench } from './support.js';

const id = `sha256:${'a1'.repeat(32)}`;
const older = `sha256:${'b2'.repeat(32)}`;
const full = 'docker.io/library/myapp:dev-1';
const image: BuiltImage = {
  reference: 'myapp:dev-1',
  repository: 'myapp',
  id,
  bytes: 1,
  architecture: 'amd64',
  dockerfile: '/nowhere',
  target: null,
};
const [server, agent] = ['k3d-dev-server-0', 'k3d-dev-agent-0'];

/** Brings an image that Docker has to a cluster of one server and one agent. */
async function brought(
  { k3d = {}, docker = {}, ...rest }: World,
  by: 'import' | 'push' | 'any',
  see: (loop: LoopBench, end: Outcome<Delivery>) => Promise<void> | void,
): Promise<void> {
  const world: World = {
    docker: { images: [{ id, tags: ['myapp:dev-1'] }], ...docker },
    k3d: { clusters: [{ name: 'dev', agents: 1 }], ...k3d },
    ...rest,
  };
  await atLoop({ world }, async (loop) => {
    const end = await leavingNothing(loop.bench, async () =>
      deliver(loop.ctx, image, valueOf(await readyCluster(loop.ctx, loop.memory.get().answers)), by),
    );
    await see(loop, end);
    assert.deepEqual(leftRunning(loop.bench), []);
  });
}

const modes = ({ bench }: LoopBench): readonly string[] =>
  bench.calls().flatMap(({ program, argv }) => {
    if (argv[1] === 'import') return [argv[argv.indexOf('--mode') + 1] ?? ''];
    return program === 'docker' && argv.includes('ctr') ? [`ctr ${argv[3]}`] : [];
  });

test('an import is believed when every node holds the image', async () => {
  await brought({}, 'import', (loop, end) => {
    assert.deepEqual(valueOf(end), { by: 'import', reference: 'myapp:dev-1', nodes: [server, agent] });
    assert.deepEqual(modes(loop), ['tools-node']);
  });
});

test('an image that every node holds is not imported again', async () => {
  const held = [{ tag: full, id }];
  await brought({ nodes: { [server]: held, [agent]: held } }, 'import', (loop, end) => {
    assert.deepEqual(valueOf(end).nodes, [server, agent]);
    assert.deepEqual(modes(loop), []);
  });
});

test('where k3d claims success and a node has nothing, an archive is read into that node alone', async () => {
  await brought({ k3d: { import: { [agent]: 'nothing' } } }, 'import', (loop, end) => {
    // The direct mode breaks off and would wait for ever: it is ended.
    assert.equal(valueOf(end).by, 'ctr');
    assert.deepEqual(modes(loop), ['tools-node', 'direct', `ctr ${agent}`]);
    assert.match(loop.front.lines.join('\n'), /`k3d-dev-agent-0` does not have `myapp:dev-1` after the import. Trying another way/);
  });
});

test('an older image under the same tag is no proof', async () => {
  const held = [{ tag: full, id: older }];
  await brought(
    { nodes: { [server]: held, [agent]: held }, k3d: { clusters: [{ name: 'dev' }], import: { [server]: 'nothing' } } },
    'import',
    (loop, end) => {
      assert.equal(valueOf(end).by, 'ctr');
      assert.deepEqual(modes(loop), ['tools-node', 'direct', `ctr ${server}`]);
      assert.ok(loop.bench.world()['nodes'][server].some((one: { id: string }) => one.id === id));
    },
  );
});

test('with images in containerd the direct way is not tried: it fails of the same', async () => {
  await brought({ docker: { store: 'containerd' } }, 'import', (loop, end) => {
    assert.equal(valueOf(end).by, 'ctr');
    assert.deepEqual(modes(loop), ['tools-node', `ctr ${server}`, `ctr ${agent}`]);
  });
});

test('without the tools image the direct mode brings it', async () => {
  await brought({ k3d: { toolsImage: 'unavailable' } }, 'import', (loop, end) => {
    assert.equal(valueOf(end).by, 'direct');
    assert.deepEqual(modes(loop), ['tools-node', 'direct']);
  });
});

test('a stopped agent neither gets the image nor hinders it', async () => {
  await brought({ k3d: { clusters: [{ name: 'dev', agents: 1, states: { [agent]: 'exited' } }] } }, 'import', (loop, end) => {
    assert.deepEqual(valueOf(end), { by: 'import', reference: 'myapp:dev-1', nodes: [server] });
    assert.deepEqual(modes(loop), ['tools-node']);
    assert.match(loop.front.lines.join('\n'), /k3d-dev-agent-0 is stopped and will not have the image/);
  });
});

test('when every way fails, the node is named, with its own words', async () => {
  await brought({ docker: { store: 'containerd' }, k3d: { ctr: { [agent]: 'fails' } } }, 'import', (_, end) => {
    const { code, message, detail } = failureOf(end);
    assert.equal(code, 'import-not-verified');
    assert.match(message, /`k3d-dev-agent-0` does not have `myapp:dev-1`: k3d did not bring it.*disk that Docker writes to is full/s);
    assert.match(detail ?? '', /no space left on device/);
  });
});

test('what Docker does not have cannot be imported; a daemon that is down and a full disk are told as such', async () => {
  await brought({ docker: { images: [] } }, 'import', (_, end) => assert.equal(failureOf(end).code, 'image-missing'));
  await brought({ docker: { store: 'containerd', fault: 'disk-full' } }, 'import', (_, end) =>
    assert.equal(failureOf(end).code, 'disk-full'),
  );
});

/** As much of a registry as a push is checked against. */
async function atRegistry<T>(
  holds: (name: string) => boolean,
  work: (port: number, asked: string[]) => Promise<T>,
  digest = id,
): Promise<T> {
  const asked: string[] = [];
  const registry = createServer(({ url = '' }, response) => {
    asked.push(url);
    const [, name] = /^\/v2\/(.+)$/.exec(url) ?? [];
    response.writeHead(name === undefined || holds(name) ? 200 : 404, digest === '' ? {} : { 'docker-content-digest': digest }).end();
  });
  await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
  try {
    return await work((registry.address() as AddressInfo).port, asked);
  } finally {
    registry.closeAllConnections();
    await new Promise((done) => registry.close(done));
  }
}

const withRegistry = (port: number): World => ({ k3d: { registries: [{ name: 'k3d-registry.localhost', port, networks: ['k3d-dev'] }] } });

test('a push goes to the address of this machine, manifests get that of the cluster', async () => {
  await atRegistry(
    () => true,
    async (port, asked) =>
      brought(withRegistry(port), 'any', (loop, end) => {
        // The tag names the very image: nodes keep what they pulled once.
        assert.deepEqual(valueOf(end), { by: 'push', reference: `k3d-registry.localhost:${port}/myapp:dev-1-a1a1a1a1`, nodes: [] });
        assert.deepEqual(loop.bench.world()['pushed'], [{ tag: `localhost:${port}/myapp:dev-1-a1a1a1a1`, id }]);
        assert.deepEqual(asked, ['/v2/', '/v2/myapp/manifests/dev-1-a1a1a1a1']);
      }),
  );
});

test('a push that the registry knows nothing of has failed', async () => {
  await atRegistry(
    () => false,
    async (port) => brought(withRegistry(port), 'push', (_, end) => assert.equal(failureOf(end).code, 'push-not-verified')),
  );
  await atRegistry(
    () => true,
    async (port) =>
      brought(withRegistry(port), 'push', (_, end) => assert.match(failureOf(end).message, /the registry at .* has another image as /)),
    older,
  );
});

test('a registry that is down, has an unknown host or is not there: told when it was asked for, else the image is imported', async () => {
  const down: World = { ...withRegistry(59_999), docker: { images: [{ id, tags: ['myapp:dev-1'] }], registries: [] } };
  await brought(down, 'push', (_, end) => {
    assert.equal(failureOf(end).code, 'registry-down');
    assert.match(failureOf(end).message, /No registry answers at `localhost:59999`/);
  });
  await brought(down, 'any', (loop, end) => {
    assert.equal(valueOf(end).by, 'import');
    assert.match(loop.front.lines.join('\n'), /No registry answers at `localhost:59999`. The image is imported instead/);
  });
  await brought({}, 'push', (_, end) => assert.equal(failureOf(end).code, 'registry-missing'));
});

test('manifests may name the registry as the cluster or as the machine does, whichever way the image comes', async () => {
  await atRegistry(
    () => true,
    async (port) => {
      const world = withRegistry(port);
      for (const host of ['k3d-registry.localhost', 'localhost']) {
        const delivery = host === 'localhost' ? 'import' : 'auto';
        const files = { 'k8s.yaml': manifest.replace('myapp:1.0', `${host}:${port}/myapp:1.0`) };
        await atLoop({ world, files, settings: { delivery } }, async ({ ctx, memory, api }) => {
          const end = runningEnd(await runAll(ctx, memory));
          const [deployment] = api.state.list('Deployment', 'default');
          assert.equal(deployment?.['spec'].template.spec.containers[0].image, end.delivery?.reference);
          assert.equal(end.delivery?.by, delivery === 'auto' ? 'push' : 'import');
        });
      }
    },
    '',
  );
});

test('after a push no node is asked for anything: the name of the image says which one it is', async () => {
  await atRegistry(
    () => true,
    async (port) =>
      atLoop({ world: withRegistry(port), settings: { delivery: 'push' } }, async ({ ctx, memory, bench }) => {
        for (const result of ['created', 'unchanged']) {
          const { deployment } = runningEnd(await runAll(ctx, memory));
          assert.equal(deployment.objects[0]?.result, result);
        }
        assert.ok(bench.calls('docker').every(({ argv }) => argv[0] !== 'exec'));
      }),
    '',
  );
});
