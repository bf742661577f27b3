import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { imageHistory, inspectImage, readInstruction } from '../../client/src/tools/docker/images.js';
import { pushImage } from '../../client/src/tools/docker/push.js';
import { buildxVersion, info } from '../../client/src/tools/docker/version.js';
import { readWarnings } from '../../client/src/tools/docker/warnings.js';
import { commandOf, failureOf, output, valueOf } from '../support/tools.js';

describe('answers about images', () => {
  const inspect = commandOf(inspectImage('docker', 'myapp:dev'));

  test('missing is null, a dead daemon is a failure; both print an empty list', () => {
    assert.deepEqual(inspect.args, ['image', 'inspect', '--', 'myapp:dev']);
    assert.equal(
      valueOf(inspect.parse({ code: 1, stdout: '[]\n', stderr: 'Error response from daemon: no such image: x: No such image: x\n' })),
      null,
    );
    assert.equal(valueOf(inspect.parse({ code: 1, stdout: '[]\n', stderr: 'Error: No such image: x\n' })), null);
    assert.equal(
      failureOf(
        inspect.parse({
          code: 1,
          stdout: '[]\n',
          stderr: 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n',
        }),
      ).code,
      'daemon-down',
    );
  });

  test('an image', () => {
    const image = {
      Id: 'sha256:1',
      RepoTags: ['myapp:dev'],
      RepoDigests: null,
      Size: 12,
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      Config: { User: '10001', Cmd: ['x'], Entrypoint: null, ExposedPorts: { '80/tcp': {} } },
      RootFS: { Layers: ['a', 'b'] },
    };
    const found = valueOf(inspect.parse(output({ stdout: JSON.stringify([image]) })));
    assert.deepEqual(
      [found?.id, found?.bytes, found?.architecture, found?.user, found?.entrypoint, found?.ports, found?.layers],
      ['sha256:1', 12, 'arm64', '10001', [], ['80/tcp'], 2],
    );
  });

  test('history, oldest first, without values of build arguments', () => {
    const rows = [
      { CreatedBy: 'RUN |2 API_TOKEN=abc def MODE=x /bin/sh -c npm ci # buildkit', Size: '1000' },
      { CreatedBy: 'ENV SOME_PASSWORD=a b c', Size: '0' },
      { CreatedBy: '/bin/sh -c #(nop)  CMD ["/bin/sh"]', Size: '0' },
      { CreatedBy: '/bin/sh -c #(nop) COPY file:73e2 in /bin/sh ', Size: '1982256' },
    ];
    const command = commandOf(imageHistory('docker', 'myapp:dev'));
    const layers = valueOf(command.parse(output({ stdout: rows.map((row) => JSON.stringify(row)).join('\n') })));
    assert.deepEqual(layers, [
      { bytes: 1_982_256, instruction: 'COPY file:73e2 in /bin/sh' },
      { bytes: 0, instruction: 'CMD ["/bin/sh"]' },
      { bytes: 0, instruction: 'ENV SOME_PASSWORD=•••' },
      { bytes: 1000, instruction: 'RUN npm ci' },
    ]);
    assert.equal(readInstruction('|1 TOKEN=abc /bin/sh -c make'), 'RUN make');
    assert.equal(readInstruction('RUN |1 TOKEN=abc weird'), 'RUN');
  });

  test('warnings, each once, from both places', () => {
    const said =
      '#1 WARN: FromAsCasing: casing (line 1)\n\u001b[33m1 warning found (use docker --debug to expand):\n\u001b[0m - FromAsCasing: casing (line 1)\n - NoLine: x\n';
    assert.deepEqual(readWarnings(said), [
      { code: 'FromAsCasing', message: 'casing', line: 0 },
      { code: 'NoLine', message: 'x' },
    ]);
  });
});

describe('the engine', () => {
  test('versions', () => {
    assert.equal(valueOf(buildxVersion().parse(output({ stdout: 'github.com/docker/buildx v0.27.0 28c90ea\n' }))), '0.27.0');
    assert.equal(valueOf(buildxVersion().parse(output({ code: 1, stderr: 'docker: unknown command: docker buildx' }))), null);
  });

  test('info, its store, and a daemon that is down', () => {
    const said = {
      ServerVersion: '28',
      OSType: 'linux',
      Architecture: 'aarch64',
      NCPU: 4,
      MemTotal: 5,
      DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    };
    const found = valueOf(info('docker').parse(output({ stdout: JSON.stringify(said) })));
    assert.deepEqual([found.architecture, found.hasContainerdStore], ['arm64', true]);
    assert.equal(
      failureOf(
        info('docker').parse(
          output({
            code: 0,
            stdout: JSON.stringify({ ServerErrors: ['Cannot connect to the Docker daemon at x. Is the docker daemon running?'] }),
          }),
        ),
      ).code,
      'daemon-down',
    );
  });

  test('a push that fails says what to do', () => {
    const command = commandOf(pushImage('docker', 'k3d-registry.localhost:5000/team/api:1'));
    const read = (stderr: string): ReturnType<typeof failureOf> => failureOf(command.parse(output({ code: 1, stderr })));
    const host = read(
      'Get "https://k3d-registry.localhost:5000/v2/": dial tcp: lookup k3d-registry.localhost on 10.0.0.2:53: no such host\n',
    );
    assert.deepEqual(
      [host.code, host.remedy],
      ['registry-unknown-host', 'Push to `localhost:5000/team/api:1` and keep the name in the manifests'],
    );
    assert.equal(read('An image does not exist locally with the tag: x').code, 'image-missing');
    assert.equal(read('Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused').code, 'registry-down');
    assert.equal(read('denied: requested access to the resource is denied').code, 'registry-denied');
    assert.equal(read('http: server gave HTTP response to HTTPS client').code, 'registry-insecure');
    const digest = `sha256:${'a'.repeat(64)}`;
    assert.equal(valueOf(command.parse(output({ stdout: `1: digest: ${digest} size: 12\n` }))).digest, digest);
  });
});
