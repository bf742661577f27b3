import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAll } from '../../client/src/loop/run.js';
import { atLoop, failedEnd, filesOf, leavingNothing, runningEnd, type LoopBench } from './support.js';

/*
 * The whole way with a real engine and a real registry; the cluster is a double, since k3d's nodes need more rights than most machines give.
 * SLIPWAY_REAL_DOCKER=1 asks for it, as in `test/tools/realDocker.test.ts`.
 */
const wanted = process.env['SLIPWAY_REAL_DOCKER'] === '1';
const engine = Object.fromEntries(
  ['DOCKER_HOST', 'DOCKER_CONTEXT'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
);
const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path));
const skip = !wanted
  ? 'SLIPWAY_REAL_DOCKER=1 is not set'
  : spawnSync('docker', ['version']).status !== 0
    ? 'no Docker daemon answers'
    : busybox === undefined
      ? 'there is no static busybox'
      : spawnSync('docker-registry', ['--version']).status !== 0
        ? 'docker-registry is not installed'
        : false;

const dockerfile = (run: string): string =>
  `FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nRUN ${run}\nUSER 10001\nCMD ["/bin/sh"]\n`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function atRegistry(work: (port: number) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-registry-'));
  const port = await freePort();
  writeFileSync(
    join(folder, 'config.yml'),
    JSON.stringify({ version: 0.1, storage: { filesystem: { rootdirectory: join(folder, 'data') } }, http: { addr: `127.0.0.1:${port}` } }),
  );
  const registry: ChildProcess = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  try {
    for (let i = 0; i < 100; i++) {
      if (
        await fetch(`http://127.0.0.1:${port}/v2/`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        break;
      await sleep(100);
    }
    await work(port);
  } finally {
    registry.kill();
    await new Promise((done) => registry.once('exit', done));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project with a Dockerfile of that RUN, beside a cluster that the registry serves. */
async function atProject(port: number, run: string, work: (loop: LoopBench) => Promise<void>): Promise<void> {
  const world = { k3d: { clusters: [{ name: 'dev' }], registries: [{ name: 'k3d-registry.localhost', port, networks: ['k3d-dev'] }] } };
  const files = { Dockerfile: dockerfile(run), '.dockerignore': '.git\n' };
  await atLoop({ world, doubles: ['k3d', 'kubectl'], files, answers: { image: 'slipway-test-run' } }, async (loop) => {
    copyFileSync(busybox ?? '', join(loop.root, 'busybox'));
    await loop.memory.set({ answers: { ...loop.memory.get().answers, dockerfile: `${loop.root}/Dockerfile` } });
    writeFileSync(join(loop.root, 'k8s.yaml'), manifestOf('slipway-test-run:1'));
    // The plugin lies with the user's own configuration, and the engine is the one that was asked whether it answers.
    const runner = loop.bench.with({ ...engine, DOCKER_CONFIG: process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker') });
    const before = filesOf(loop.root);
    await leavingNothing(loop.bench, () => work({ ...loop, ctx: { ...loop.ctx, runner } }));
    assert.deepEqual(filesOf(loop.root), before);
  });
}

const manifestOf = (image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: ${image}
`;

const containers = (): string => spawnSync('docker', ['ps', '--quiet'], { encoding: 'utf8' }).stdout.trim();

describe('from a Dockerfile to a running pod with a real engine and registry', { skip }, () => {
  test('built, pushed, seen in the registry, deployed under the name of the cluster; then again', async () => {
    await atRegistry((port) =>
      atProject(port, 'echo hello', async ({ ctx, memory, api }) => {
        for (let i = 0; i < 2; i++) {
          const { delivery, image } = runningEnd(await runAll(ctx, memory));
          assert.equal(delivery?.by, 'push');
          const [name = '', tag = ''] = delivery.reference.replace(`k3d-registry.localhost:${port}/`, '').split(':');
          const answer = await fetch(`http://127.0.0.1:${port}/v2/${name}/tags/list`);
          assert.ok(((await answer.json()) as { tags: string[] }).tags.includes(tag));
          assert.ok(tag.endsWith(`-${image?.id.replace('sha256:', '').slice(0, 8)}`));
          assert.equal(api.state.list('Deployment')[0]?.['spec'].template.spec.containers[0].image, delivery.reference);
        }
      }),
    );
  });

  test('a RUN that fails lies on its line, nothing is pushed or deployed', async () => {
    await atRegistry((port) =>
      atProject(port, 'echo hello; exit 42', async ({ ctx, memory, front, api }) => {
        const end = failedEnd(await runAll(ctx, memory));
        assert.deepEqual([end.step, end.failure.code, end.done], ['build', 'build-failed', {}]);
        assert.deepEqual(
          front.problems.map(({ firstLine, code }) => [firstLine, code]),
          [[3, 'build-command-failed']],
        );
        assert.match(front.problems[0]?.message ?? '', /ended with 42[\s\S]*hello/);
        const catalog = (await (await fetch(`http://127.0.0.1:${port}/v2/_catalog`)).json()) as { repositories: string[] };
        assert.deepEqual([catalog.repositories, api.requests], [[], []]);
      }),
    );
  });

  for (const builder of ['auto', 'legacy'] as const)
    test(`a cancel in a RUN ends its container, builder ${builder}`, async () => {
      await atProject(await freePort(), 'echo cancel-me-now; /bin/busybox sleep 60', async ({ ctx, memory, front, end: stop }) => {
        const before = containers();
        front.onLine = (line) => {
          if (/^#\d+ [\d.]+ cancel-me-now|^cancel-me-now/.test(line)) stop.abort();
        };
        const end = failedEnd(await runAll({ ...ctx, settings: { ...ctx.settings, builder } }, memory));
        assert.deepEqual([end.state, end.step, end.done], ['cancelled', 'build', {}]);
        for (let i = 0; i < 50 && containers() !== before; i++) await sleep(100);
        assert.equal(containers(), before);
      });
    });

  test('a registry that goes away is told, and the image counts as built', async () => {
    await atProject(await freePort(), 'echo hello', async ({ ctx, memory }) => {
      const end = failedEnd(await runAll({ ...ctx, settings: { ...ctx.settings, delivery: 'push' } }, memory));
      assert.deepEqual([end.step, end.failure.code, Object.keys(end.done)], ['deliver', 'registry-down', ['image']]);
    });
  });
});
