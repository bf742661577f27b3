import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  crashing,
  diagnosed,
  dockerfilePath,
  event,
  fixed,
  local,
  logs,
  manifest,
  manifestPath,
  node,
  placeText,
  pod,
  waiting,
  type Situation,
} from './support.js';

const at = (text: string, evidence: Situation['evidence'], dockerfile?: string): Situation => ({
  files: { [manifestPath]: text, ...(dockerfile === undefined ? {} : { [dockerfilePath]: dockerfile }) },
  evidence,
});
const pulling = (message: string, container: Record<string, unknown> = {}, reason = 'ErrImagePull') => ({
  pods: [pod({ container, status: { image: container['image'] ?? 'myapp:dev', ...waiting(reason, message) } })],
});
const only = (situation: Situation) => {
  const found = diagnosed(situation);
  assert.equal(found.length, 1, found.map(({ code }) => code).join(', '));
  const [first] = found;
  assert.ok(first);
  return first;
};
const commands = (found: ReturnType<typeof only>) =>
  found.offers.flatMap((offer) => (offer.kind === 'command' ? [[offer.command, ...offer.args]] : []));

const denied = (image: string) =>
  `rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/${image}": failed to resolve reference "docker.io/library/${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;

test('built in Docker and never imported, as older and newer kubelets tell it', () => {
  const offline =
    'failed to do request: Head "https://registry-1.docker.io/v2/library/myapp/manifests/dev": dial tcp: lookup registry-1.docker.io: no such host';
  for (const evidence of [
    pulling(denied('myapp:dev')),
    // From 1.31 on the cause stands behind the back-off.
    pulling(`Back-off pulling image "myapp:dev": ErrImagePull: ${denied('myapp:dev')}`, {}, 'ImagePullBackOff'),
    // Before, it was told in an event alone.
    {
      ...pulling('Back-off pulling image "myapp:dev"', {}, 'ImagePullBackOff'),
      events: [
        event('Failed', `Failed to pull image "myapp:dev": ${denied('myapp:dev')}`),
        event('Failed', 'Error: ErrImagePull'),
        event('BackOff', 'Back-off pulling image "myapp:dev"', { type: 'Normal' }),
      ],
    },
    pulling(
      `failed to pull and unpack image "docker.io/library/myapp:dev": failed to resolve reference "docker.io/library/myapp:dev": ${offline}`,
    ),
  ]) {
    const found = only(
      at(manifest(), { ...evidence, images: [local], registries: [{ inCluster: 'k3d-registry:5000', onHost: 'localhost:5000' }] }),
    );
    assert.equal(found.code, 'image-not-imported');
    assert.equal(placeText(found), 'myapp:dev');
    assert.equal(found.isHopeless, true);
    assert.deepEqual(commands(found), [
      ['import', 'myapp:dev'],
      ['push', 'myapp:dev'],
    ]);
    assert.match(found.cause, /`myapp:dev` is in Docker and not in the cluster/);
  }
});

test('on another node than the one that runs the pod', () => {
  const found = only(at(manifest(), { ...pulling(denied('myapp:dev')), images: [{ ...local, onNodes: ['k3d-dev-agent-0'] }] }));
  assert.equal(found.code, 'image-not-imported');
  assert.match(found.cause, /not on node `k3d-dev-server-0`, though `k3d-dev-agent-0` has it/);
});

test('on the node, and asked for all the same', () => {
  const container = { image: 'myapp:latest', imagePullPolicy: 'Always' };
  const images = [{ ...local, reference: 'myapp:latest', onNodes: ['k3d-dev-server-0'] }];
  const byTag = at(manifest('', '', 'myapp:latest'), { ...pulling(denied('myapp:latest'), container), images });
  const found = only(byTag);
  assert.equal(found.code, 'pulled-although-imported');
  assert.equal(placeText(found), 'myapp:latest');
  assert.equal(
    fixed(byTag, found, 'Set `imagePullPolicy: IfNotPresent`'),
    `${manifest('', '', 'myapp:latest')}          imagePullPolicy: IfNotPresent\n`,
  );
  const written = at(manifest('imagePullPolicy: Always # why', '', 'myapp:latest'), {
    ...pulling(denied('myapp:latest'), container),
    images,
  });
  const second = only(written);
  assert.equal(placeText(second), 'Always');
  assert.match(fixed(written, second, 'Set `imagePullPolicy: IfNotPresent`'), /imagePullPolicy: IfNotPresent # why/);
});

test('a name that holds on the workstation alone', () => {
  const text = manifest('', '', '"localhost:5000/shop/api:1"');
  const situation = at(text, {
    ...pulling(
      'failed to resolve reference "localhost:5000/shop/api:1": failed to do request: Head "http://localhost:5000/v2/shop/api/manifests/1": dial tcp [::1]:5000: connect: connection refused',
      { image: 'localhost:5000/shop/api:1' },
    ),
    registries: [{ inCluster: 'k3d-registry.localhost:5000', onHost: 'localhost:5000' }],
  });
  const found = only(situation);
  assert.equal(found.code, 'registry-name-of-host');
  assert.equal(placeText(found), '"localhost:5000/shop/api:1"');
  assert.match(
    fixed(situation, found, 'Change `localhost:5000` to `k3d-registry.localhost:5000`'),
    /image: "k3d-registry.localhost:5000\/shop\/api:1" # built here/,
  );
});

test('a registry that the cluster does not know, and one that is stopped', () => {
  const image = 'k3d-registry:5000/api:1';
  for (const [message, code] of [
    ['Head "https://k3d-registry:5000/v2/api/manifests/1": http: server gave HTTP response to HTTPS client', 'registry-not-attached'],
    [
      'Head "https://k3d-registry:5000/v2/api/manifests/1": dial tcp: lookup k3d-registry on 10.0.2.3:53: no such host',
      'registry-not-attached',
    ],
  ] as const) {
    const found = only(at(manifest('', '', image), pulling(message, { image })));
    assert.equal(found.code, code);
    assert.match(found.cause, /`k3d-registry:5000`/);
    assert.deepEqual(commands(found), [['import', image], ['createCluster']]);
  }
  const stopped = only(
    at(manifest('', '', image), {
      ...pulling('dial tcp 172.18.0.2:5000: connect: connection refused', { image }),
      registries: [{ inCluster: 'k3d-registry:5000', onHost: 'localhost:5000' }],
    }),
  );
  assert.match(stopped.cause, /does not answer/);
});

test('a tag that there is not', () => {
  const message = 'failed to resolve reference "docker.io/library/myapp:v2": docker.io/library/myapp:v2: not found';
  const situation = at(manifest('', '', 'myapp:v2'), {
    ...pulling(message, { image: 'myapp:v2' }),
    images: [
      { ...local, reference: 'myapp:v1' },
      { ...local, reference: 'myapp:v2', isInDocker: false },
    ],
  });
  const found = only(situation);
  assert.equal(found.code, 'image-not-found');
  assert.equal(placeText(found), 'myapp:v2');
  assert.match(fixed(situation, found, 'Change to `myapp:v1`'), /image: myapp:v1 # built here/);
  assert.equal(
    only(at(manifest('', '', 'ghcr.io/a/b:9'), pulling('manifest unknown', { image: 'ghcr.io/a/b:9' }))).code,
    'image-not-found',
  );
});

test('a private image, or a name that nobody has', () => {
  const found = only(
    at(manifest('', '', 'ghcr.io/acme/api:1'), pulling('failed to authorize: 401 Unauthorized', { image: 'ghcr.io/acme/api:1' })),
  );
  assert.equal(found.code, 'image-pull-denied');
  assert.equal(found.isHopeless, false);
  assert.match(found.explanation, /imagePullSecrets/);
});

test('another architecture, at the pull and at the start', () => {
  const dockerfile = 'FROM --platform=linux/arm64 python:3.13-slim\nCMD ["python", "app.py"]\n';
  const images = [{ ...local, onNodes: ['k3d-dev-server-0'], architecture: 'arm64' }];
  for (const evidence of [
    pulling('failed to pull: no match for platform in manifest: not found'),
    { pods: [pod({ status: crashing(255) })], logs: logs('exec /usr/local/bin/python: exec format error\n') },
    { pods: [pod({ status: crashing(128, 'StartError') })], events: [], logs: logs('exec /usr/local/bin/python: exec format error') },
  ]) {
    const situation = at(manifest(), { ...evidence, images, nodes: [node()] }, dockerfile);
    const found = only(situation);
    assert.equal(found.code, 'wrong-architecture');
    assert.equal(placeText(found), 'linux/arm64');
    assert.match(fixed(situation, found, 'Change to `linux/amd64`'), /FROM --platform=linux\/amd64 python/);
    assert.deepEqual(commands(found), [['build', dockerfilePath, '--platform', 'linux/amd64']]);
  }
});

test('policy Never without the image', () => {
  const text = manifest('imagePullPolicy: Never');
  const found = only(
    at(
      text,
      pulling('Container image "myapp:dev" is not present with pull policy of Never', { imagePullPolicy: 'Never' }, 'ErrImageNeverPull'),
    ),
  );
  assert.equal(found.code, 'image-never-pulled');
  assert.equal(placeText(found), 'Never');
  assert.equal(found.isHopeless, true);
  assert.deepEqual(commands(found), [['import', 'myapp:dev']]);
});

test('names that are none', () => {
  const message =
    'Failed to apply default image tag "My/App:dev": couldn\'t parse image reference "My/App:dev": invalid reference format: repository name must be lowercase';
  const situation = at(manifest('', '', "'My/App:Dev'"), pulling(message, { image: 'My/App:Dev' }, 'InvalidImageName'));
  const found = only(situation);
  assert.equal(found.code, 'invalid-image-name');
  assert.equal(found.isHopeless, true);
  assert.equal(placeText(found), "'My/App:Dev'");
  assert.match(fixed(situation, found, 'Change to `my/app:Dev`'), /image: 'my\/app:Dev' # built here/);
  const variable = only(
    at(manifest('', '', 'app:${TAG}'), pulling('invalid reference format', { image: 'app:${TAG}' }, 'InvalidImageName')),
  );
  assert.match(variable.explanation, /variable/);
});

test('limits, certificates, disks and what nobody knows', () => {
  const code = (message: string): string => only(at(manifest('', '', 'nginx:1.29'), pulling(message, { image: 'nginx:1.29' }))).code;
  assert.equal(code('429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit'), 'pull-rate-limited');
  assert.equal(code('tls: failed to verify certificate: x509: certificate signed by unknown authority'), 'registry-certificate');
  assert.equal(code('failed to extract layer: write /var/lib/x: no space left on device'), 'node-disk-full');
  assert.equal(code('unexpected end of input'), 'image-not-pulled');
});

test('without a build of ours the workspace tells which Dockerfile makes the image', () => {
  const image = 'registry.example.com/shop/api:1';
  const given = at(manifest('', '', image), { ...pulling('401 Unauthorized', { image }), builds: [] }, 'FROM scratch\n');
  const found = only(given);
  assert.equal(found.code, 'image-pull-denied');
  assert.deepEqual(commands(found), [
    ['build', dockerfilePath],
    ['import', image],
  ]);
});

test('while it is waited for, nobody has asked Docker and the nodes: a build of ours that no registry knows is hopeless all the same', () => {
  const build = { image: 'myapp:dev', dockerfile: dockerfilePath, target: null };
  const found = only(at(manifest(), { ...pulling(denied('myapp:dev')), builds: [build], nodes: [] }));
  assert.deepEqual([found.code, found.isHopeless], ['image-not-imported', true]);
});
