import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runChecked } from '../../client/src/tools/checked.js';
import { build, type Builder, type BuildEnd, type BuildRequest } from '../../client/src/tools/docker/buildCommand.js';
import { inspectImage, saveImage, tagImage } from '../../client/src/tools/docker/images.js';
import { BuildProgress } from '../../client/src/tools/docker/progress.js';
import { pushImage } from '../../client/src/tools/docker/push.js';
import { askRegistry } from '../../client/src/tools/docker/registryCheck.js';
import { buildxVersion, info } from '../../client/src/tools/docker/version.js';
import { helmVersion, renderChart } from '../../client/src/tools/helm/template.js';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';
import { inFolder } from '../support/cliRun.js';
import { atBench, type Bench, type World } from '../support/doubles.js';
import { failureOf, valueOf } from '../support/tools.js';

/** A program of the bench as a user at a terminal would run it: what it writes, unread. */
function raw(
  { env, folder }: Bench,
  program: string,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(join(folder, 'bin', program), words, {
    cwd: folder,
    env: { ...env, ...more },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const image = { id: `sha256:${'1'.repeat(64)}`, tags: ['myapp:dev'] };
const posix = { skip: process.platform === 'win32' ? 'it is started by its path' : false };

/** Section 2 of the notes on the inner loop, line for line; the real k3d 5.8.3 was held beside it. */
describe('the double of k3d keeps its oddities', posix, () => {
  const world: World = { docker: { images: [image] }, k3d: { clusters: [{ name: 'dev' }] } };

  test('colours without a terminal, padding, two streams', async () => {
    await atBench(world, async (bench) => {
      const { code, out, err } = raw(bench, 'k3d', ['image', 'import', '-c', 'dev', 'myapp:dev', 'nope:1']);
      assert.equal(code, 0, 'one of two is missing');
      assert.ok(
        out.startsWith(`\u001b[36mINFO\u001b[0m[0000] ${"Importing image(s) into cluster 'dev'".padEnd(44)} \n`),
        JSON.stringify(out.slice(0, 80)),
      );
      assert.match(out, /Successfully imported 2 image\(s\) into 1 cluster\(s\)/);
      assert.match(err, /^\u001b\[33mWARN\u001b\[0m\[0000\] Image 'nope:1' is not a file and couldn't be found in the container runtime/);
    });
  });

  test('the other format, and debug lines before the JSON', async () => {
    await atBench(world, async (bench) => {
      const { out } = raw(bench, 'k3d', ['cluster', 'list', '-o', 'json'], { LOG_LEVEL: 'debug', LOG_COLORS: 'false' });
      assert.match(out, /^time="[^"]+Z" level=debug msg="DOCKER_SOCK=/);
      assert.ok(out.split('\n').at(-2)?.startsWith('[{"name":"dev"'));
    });
  });

  test('null and [], the table, an unknown format', async () => {
    await atBench({}, async (bench) => {
      assert.equal(raw(bench, 'k3d', ['node', 'list', '-o', 'json']).out, 'null\n');
      assert.equal(raw(bench, 'k3d', ['registry', 'list', '-o', 'json']).out, '[]\n');
      assert.equal(raw(bench, 'k3d', ['cluster', 'list', '-o', 'json']).out, '[]\n');
      assert.equal(raw(bench, 'k3d', ['cluster', 'list', '-o', 'nonsense']).out, 'NAME   SERVERS   AGENTS   LOADBALANCER\n');
    });
  });

  test('exit codes', async () => {
    await atBench(world, async (bench) => {
      const codes: readonly (readonly [number, RegExp, ...string[]])[] = [
        [1, /Unknown image loading mode 'tools'/, 'image', 'import', '-c', 'dev', '-m', 'tools', 'myapp:dev'],
        [1, /level=fatal msg="requires at least 1 arg/, 'image', 'import', '-c', 'dev'],
        [1, /from stdin: <nil>/, 'image', 'import', '-c', 'dev', '-'],
        [1, /failed to get cluster k3d-dev: No nodes found/, 'image', 'import', '-c', 'k3d-dev', 'myapp:dev'],
        [1, /No nodes found for given cluster/, 'cluster', 'start', 'nope'],
        [0, /^$/, 'cluster', 'delete', 'nope'],
        [1, /unknown flag: --nope/, 'image', 'import', '--nope', 'x'],
      ];
      for (const [code, pattern, ...words] of codes) {
        const ended = raw(bench, 'k3d', words);
        assert.equal(ended.code, code, words.join(' '));
        assert.match(ended.err, pattern);
      }
    });
  });

  test('a file in the working directory goes before an image of its name', async () => {
    await atBench(world, async (bench) => {
      writeFileSync(join(bench.folder, 'myapp:dev'), '');
      const { out } = raw(bench, 'k3d', ['image', 'import', '-c', 'dev', 'myapp:dev']);
      assert.match(out, /Saving 1 tarball\(s\) to shared image volume/);
      assert.deepEqual(bench.world()['nodes'], { 'k3d-dev-server-0': [] });
    });
  });

  test('Docker is down: the misleading last line', async () => {
    await atBench({ ...world, docker: { state: 'down' } }, async (bench) => {
      const { code, err } = raw(bench, 'k3d', ['cluster', 'list', 'dev', '-o', 'json'], { LOG_COLORS: 'false' });
      assert.equal(code, 1);
      assert.match(
        err,
        /level=error msg="Failed to get nodes for cluster 'dev'[\s\S]*level=fatal msg="No nodes found for given cluster"\n$/,
      );
    });
  });
});

describe('the double of docker, read by our own readers', () => {
  async function built(
    dockerfile: string,
    world: World = {},
    more: Partial<BuildRequest> = {},
    builder: Builder = 'buildx',
  ): Promise<{ end: BuildEnd; fraction: number }> {
    return await atBench({ docker: world }, async ({ runner, folder }) => {
      writeFileSync(join(folder, 'Dockerfile'), dockerfile);
      const progress = new BuildProgress(builder);
      const end = await runChecked(
        runner,
        build({ builder, dockerfile: join(folder, 'Dockerfile'), context: folder, reference: 'myapp:dev', ...more }),
        { onLine: (line) => progress.take(line) },
      );
      return { end: valueOf(end), fraction: progress.fraction };
    });
  }

  test('a build, with a warning', async () => {
    const { end, fraction } = await built('FROM debian:13-slim AS base\nRUN true\nFROM base\nCOPY Dockerfile /\nCMD run me\n');
    assert.ok(end.isBuilt && fraction === 1);
    assert.deepEqual(
      end.warnings.map(({ code, line }) => [code, line]),
      [['JSONArgsRecommended', 4]],
    );
  });

  const failures: readonly (readonly [
    kind: string,
    line: number | undefined,
    dockerfile: string,
    world?: World,
    more?: Partial<BuildRequest>,
  ])[] = [
    ['command-failed', 1, 'FROM debian:13\nRUN a && \\\n  exit 3\n'],
    ['source-missing', 1, 'FROM debian:13\nCOPY nothere /x\n'],
    ['syntax', 2, 'FROM debian:13\n\nRUNN x\n'],
    ['stage-looked-up', 0, 'FROM bas\n', { missingBases: ['bas'] }],
    ['secret-missing', 1, 'FROM debian:13\nRUN --mount=type=secret,id=foo,required=true x\n'],
    ['target-missing', undefined, 'FROM debian:13\n', {}, { target: 'nope' }],
    ['disk-full', 1, 'FROM debian:13\nRUN x\n', { fault: 'disk-full' }],
    ['daemon-down', undefined, 'FROM debian:13\n', { state: 'down' }],
    ['daemon-forbidden', undefined, 'FROM debian:13\n', { state: 'forbidden' }],
  ];
  for (const [kind, line, dockerfile, world, more] of failures)
    for (const builder of ['buildx', 'legacy'] as const) {
      if (builder === 'legacy' && kind === 'secret-missing') continue;
      test(`${kind}, ${builder}`, async () => {
        const { end } = await built(dockerfile, world, more, builder);
        assert.ok(!end.isBuilt);
        const wanted = builder === 'legacy' && kind === 'stage-looked-up' ? ['stage-looked-up', 'base-missing'] : [kind];
        assert.ok(wanted.includes(end.fault.kind), JSON.stringify(end.fault));
        if (builder === 'buildx') assert.equal(end.fault.firstLine, line);
      });
    }

  test('without buildx its flags are unknown, and the version says so', async () => {
    await atBench({ docker: { buildx: null } }, async ({ runner }) => assert.equal(valueOf(await runner.run(buildxVersion())), null));
    const { end } = await built('FROM debian:13\n', { buildx: null });
    assert.ok(!end.isBuilt && end.fault.kind === 'builder');
    assert.ok((await built('FROM debian:13\n', { buildx: null }, {}, 'legacy')).end.isBuilt);
  });

  test('a build that is cancelled leaves no image', posix, async () => {
    await atBench({ docker: { stepMs: 30_000 } }, async ({ runner, folder, world }) => {
      writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:13\nRUN x\n');
      const stop = new AbortController();
      const lines: string[] = [];
      const onLine = (line: string): void => {
        lines.push(line);
        if (line.includes('[1/2]')) stop.abort();
      };
      const end = await runChecked(
        runner,
        build({ builder: 'buildx', dockerfile: join(folder, 'Dockerfile'), context: folder, reference: 'myapp:dev' }),
        { signal: stop.signal, onLine },
      );
      assert.equal(failureOf(end).code, 'cancelled');
      assert.ok(lines.some((line) => line.endsWith('context canceled')));
      assert.equal(world()['docker'].images, undefined);
    });
  });

  test('tag, save, push, info', async () => {
    await atBench(
      { docker: { images: [image], store: 'containerd', machine: 'aarch64' }, k3d: { registries: [{ name: 'r', port: 5000 }] } },
      async ({ runner, folder, world }) => {
        valueOf(await runChecked(runner, tagImage('docker', 'myapp:dev', 'localhost:5000/myapp:dev')));
        assert.equal(valueOf(await runChecked(runner, pushImage('docker', 'localhost:5000/myapp:dev'))).digest, image.id);
        assert.equal(world()['pushed'].length, 1);
        assert.equal(failureOf(await runChecked(runner, pushImage('docker', 'localhost:5999/myapp:dev'))).code, 'image-missing');
        assert.equal(failureOf(await runChecked(runner, saveImage('docker', 'nope:1', join(folder, 'x')))).code, 'docker-failed');
        assert.equal(valueOf(await runChecked(runner, inspectImage('docker', 'nope:1'))), null);
        const engine = valueOf(await runner.run(info('docker')));
        assert.deepEqual([engine.hasContainerdStore, engine.architecture], [true, 'arm64']);
      },
    );
  });
});

describe('a registry that is asked over HTTP', () => {
  async function withRegistry(code: (path: string) => number, work: (host: string) => Promise<void>): Promise<void> {
    const server: Server = createServer((request, response) => {
      response.writeHead(code(request.url ?? ''), { 'docker-content-digest': 'sha256:1' });
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await work(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test('it has the image, it has not, it wants a login', async () => {
    const asked: string[] = [];
    await withRegistry(
      (path) => {
        asked.push(path);
        return path.includes('nope') ? 404 : 200;
      },
      async (host) => {
        assert.deepEqual(await askRegistry(host, 'k3d-registry.localhost:5000/team/api:1'), {
          isReachable: true,
          hasImage: true,
          digest: 'sha256:1',
        });
        assert.deepEqual(await askRegistry(host, 'nope:1'), { isReachable: true, hasImage: false });
      },
    );
    assert.deepEqual(asked.slice(0, 2), ['/v2/', '/v2/team/api/manifests/1']);
    await withRegistry(
      () => 401,
      async (host) => assert.deepEqual(await askRegistry(host, 'api:1'), { isReachable: true, hasImage: null }),
    );
  });

  test('none is there, and other hosts are not asked', async () => {
    assert.deepEqual(await askRegistry('127.0.0.1:1', 'api:1'), { isReachable: false, hasImage: null });
    for (const host of ['example.com', 'localhost:5000@example.com', '10.0.0.1:5000', 'localhost:5000/x'])
      assert.deepEqual(await askRegistry(host, 'api:1'), { isReachable: false, hasImage: null });
  });
});

describe('charts', { skip: spawnSync('helm', ['version']).status === 0 ? false : 'helm is not installed' }, () => {
  const runner = new ProcessRunner({ workspace: [], env: process.env });

  test('rendered, with values from a file of any name', async () => {
    const files = {
      'a b/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.1.0\n',
      'a b/templates/x.yaml':
        'kind: ConfigMap\napiVersion: v1\nmetadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }\ndata: { a: {{ .Values.a | quote }} }\n',
      'v,1.yaml': 'a: "one"\n',
    };
    await inFolder(files, async (folder) => {
      assert.match(valueOf(await runner.run(helmVersion())), /^v3/);
      const text = valueOf(
        await runChecked(
          runner,
          renderChart({ chart: join(folder, 'a b'), release: 'my-app', namespace: 'shop', values: [join(folder, 'v,1.yaml')] }),
        ),
      );
      assert.match(text, /name: my-app, namespace: shop[\s\S]*a: "one"/);
    });
  });

  test('a chart that is broken, one without its dependencies', async () => {
    await inFolder(
      { 'Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.1.0\n', 'templates/x.yaml': '{{ .Values.a.b.c }}\n' },
      async (folder) => {
        const failure = failureOf(await runChecked(runner, renderChart({ chart: folder, release: 'a' })));
        assert.equal(failure.code, 'not-rendered');
        writeFileSync(
          join(folder, 'Chart.yaml'),
          'apiVersion: v2\nname: api\nversion: 0.1.0\ndependencies: [{ name: redis, version: 1.0.0, repository: "https://example.com" }]\n',
        );
        assert.equal(failureOf(await runChecked(runner, renderChart({ chart: folder, release: 'a' }))).code, 'chart-dependencies');
      },
    );
  });
});
