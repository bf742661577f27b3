import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accessFailure, withoutNoise } from '../../client/src/tools/kubectl/access.js';
import { apply } from '../../client/src/tools/kubectl/apply.js';
import { readConfig } from '../../client/src/tools/kubectl/config.js';
import { deleteObjects } from '../../client/src/tools/kubectl/delete.js';
import { changes } from '../../client/src/tools/kubectl/diff.js';
import { proveLocal } from '../../client/src/tools/kubectl/localCluster.js';
import { followLogs, logs, readPrefixedLine } from '../../client/src/tools/kubectl/logs.js';
import { getObjects, newestReplicaSet, ownedBy, resourceOf } from '../../client/src/tools/kubectl/objects.js';
import { portForward, readForwardLine } from '../../client/src/tools/kubectl/portForward.js';
import { readHosting } from '../../client/src/tools/kubectl/registryHosting.js';
import { readRefusals } from '../../client/src/tools/kubectl/refusals.js';
import { readRolloutLine, rolloutStatus } from '../../client/src/tools/kubectl/rollout.js';
import type { K3dCluster } from '../../client/src/tools/k3d/clusters.js';
import { commandOf, failureOf, output, valueOf } from '../support/tools.js';

const access = { context: 'k3d-dev', namespace: 'shop' };

describe('every command is pinned', () => {
  const commands = {
    get: getObjects(access, 'pods', { selector: 'app=api' }),
    named: getObjects(access, 'configmap', { names: ['x'] }),
    apply: apply(access, 'x', { isServerSide: true, isDryRun: true }),
    delete: deleteObjects(access, 'x'),
    status: rolloutStatus(access, { kind: 'deployment', name: 'api' }, 90),
    logs: logs(access, { pod: 'api-1', container: 'api', previous: true }),
    follow: followLogs(access, { labels: { app: 'api' } }),
    forward: portForward(access, { kind: 'service', name: 'api', port: 80, localPort: 8080 }),
  };
  for (const [title, checked] of Object.entries(commands))
    test(title, () => {
      const { args, timeoutMs, isEndless } = commandOf<unknown>(checked);
      const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
      assert.ok(options.includes('--context=k3d-dev') && options.includes('--namespace=shop'), args.join(' '));
      assert.ok(options.some((word) => word.startsWith('--request-timeout=')));
      assert.ok(timeoutMs !== undefined || isEndless === true);
    });

  test('positional words stand behind `--`', () => {
    assert.deepEqual(commandOf<unknown>(commands.forward).args.slice(-3), ['--', 'service/api', '8080:80']);
    assert.deepEqual(commandOf<unknown>(commands.status).args.slice(0, 3), ['rollout', 'status', '--timeout=90s']);
  });
});

const cluster: K3dCluster = {
  name: 'dev',
  network: 'k3d-dev',
  servers: { running: 1, count: 1 },
  agents: { running: 0, count: 0 },
  nodes: [],
  apiPort: 36_763,
};
const local = { name: 'anything', cluster: 'k3d-dev', server: 'https://0.0.0.0:36763' };

describe('the proof that a context is a local k3d cluster', () => {
  const proofs: readonly (readonly [title: string, change: object, reason: string | undefined])[] = [
    ['all interfaces, a context of any name', {}, undefined],
    ['loopback', { server: 'https://127.0.0.1:36763' }, undefined],
    ['loopback of IPv6', { server: 'https://[::1]:36763' }, undefined],
    ['from a container', { server: 'https://host.docker.internal:36763' }, undefined],
    ['loopback written as one number', { server: 'https://2130706433:36763' }, undefined],
    ['another machine', { server: 'https://10.0.0.7:36763' }, 'remote-host'],
    ['a host that begins like loopback', { server: 'https://127.0.0.1.example.com:36763' }, 'remote-host'],
    ['a host behind a user name', { server: 'https://127.0.0.1@example.com:36763' }, 'no-server'],
    ['another port', { server: 'https://0.0.0.0:6443' }, 'other-port'],
    ['no port', { server: 'https://0.0.0.0' }, 'other-port'],
    ['an unknown cluster', { cluster: 'k3d-prod' }, 'no-such-cluster'],
    ['a cluster that is none of k3d', { cluster: 'gke_prod', name: 'k3d-dev' }, 'not-k3d'],
    ['only the prefix', { cluster: 'k3d-' }, 'not-k3d'],
    ['a proxy', { proxy: 'http://proxy:3128' }, 'proxied'],
    ['no address', { server: '' }, 'no-server'],
    ['no address at all', { server: 'k3d' }, 'no-server'],
  ];
  for (const [title, change, reason] of proofs)
    test(title, () => {
      const proof = proveLocal({ ...local, ...change }, [cluster]);
      assert.equal(proof.isLocal ? undefined : proof.reason, reason);
      if (!proof.isLocal) assert.ok(proof.message.startsWith('The context `') && !proof.message.includes('\n'));
    });

  test('a cluster that publishes nothing', () => {
    const proof = proveLocal(local, [{ ...cluster, apiPort: null }]);
    assert.equal(proof.isLocal ? undefined : proof.reason, 'no-port');
  });

  test('a kubeconfig', () => {
    const said = {
      clusters: [{ name: 'k3d-dev', cluster: { server: 'https://0.0.0.0:1', 'proxy-url': 'http://p' } }],
      contexts: [
        { name: 'a', context: { cluster: 'k3d-dev', user: 'x', namespace: 'shop' } },
        { name: 'b', context: { cluster: 'gone' } },
      ],
      'current-context': 'a',
    };
    assert.deepEqual(readConfig(said), {
      current: 'a',
      contexts: [
        { name: 'a', cluster: 'k3d-dev', server: 'https://0.0.0.0:1', proxy: 'http://p', namespace: 'shop' },
        { name: 'b', cluster: 'gone', server: '' },
      ],
    });
    assert.deepEqual(readConfig({ clusters: null, contexts: null, 'current-context': '' }), { contexts: [] });
  });
});

describe('what apply says', () => {
  const command = commandOf(apply(access, 'x'));

  test('a server that does not answer is no matter of validation', () => {
    const stderr =
      'error: error validating "STDIN": error validating data: failed to download openapi: Get "https://0.0.0.0:1/openapi/v2?timeout=32s": dial tcp 0.0.0.0:1: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false\n';
    const failure = failureOf(command.parse(output({ code: 1, stderr })));
    assert.equal(failure.code, 'cluster-unreachable');
    assert.ok(!failure.message.includes('validat'));
  });

  test('some are taken, some are not', () => {
    const end = valueOf(
      command.parse(
        output({
          code: 1,
          stdout: 'deployment.apps/api configured\nservice/api unchanged\n',
          stderr:
            'Warning: resource namespaces/x is missing the annotation\nresource mapping not found for name: "w" namespace: "" from "STDIN": no matches for kind "Widget" in version "example.com/v1"\nensure CRDs are installed first\nError from server (Invalid): error when creating "STDIN": Deployment.apps "bad" is invalid: [spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 0: must be between 1 and 65535, inclusive, spec.selector: Required value]\nError from server (NotFound): error when creating "STDIN": namespaces "missing" not found\n',
        }),
      ),
    );
    assert.deepEqual(end.results, [
      { resource: 'deployment.apps', name: 'api', result: 'configured' },
      { resource: 'service', name: 'api', result: 'unchanged' },
    ]);
    assert.deepEqual(
      end.refusals.map(({ reason, kind, name, fields }) => [reason, kind, name, fields]),
      [
        ['NoSuchKind', 'Widget', 'w', []],
        ['Invalid', 'Deployment', 'bad', ['spec.template.spec.containers[0].ports[0].containerPort', 'spec.selector']],
        ['NotFound', 'namespaces', 'missing', []],
      ],
    );
    assert.deepEqual(end.warnings, ['resource namespaces/x is missing the annotation']);
  });

  test('other shapes of refusals', () => {
    const one = (stderr: string): unknown[] => readRefusals(stderr).map(({ reason, kind, name, fields }) => [reason, kind, name, fields]);
    assert.deepEqual(
      one(
        'The Deployment "api" is invalid: \n* spec.template.spec.containers[0].image: Required value\n* spec.selector: Invalid value: "x": field is immutable\n',
      ),
      [['Invalid', 'Deployment', 'api', ['spec.template.spec.containers[0].image', 'spec.selector']]],
    );
    assert.deepEqual(
      one(
        'Error from server (BadRequest): error when creating "STDIN": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.container"\n',
      ),
      [['BadRequest', undefined, undefined, ['spec.template.spec.container']]],
    );
    assert.deepEqual(
      one(
        'Error from server (Forbidden): error when creating "STDIN": pods "api" is forbidden: violates PodSecurity "restricted:latest"\n',
      ),
      [['Forbidden', 'pods', 'api', []]],
    );
    assert.deepEqual(
      one('Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.replicas\nPlease review the fields above\n').map(
        (row) => (row as unknown[]).slice(0, 1),
      ),
      [['Conflict']],
    );
  });

  test('before anything is sent', () => {
    const code = (stderr: string): string => failureOf(command.parse(output({ code: 1, stderr }))).code;
    assert.equal(code('error: no objects passed to apply\n'), 'no-objects');
    assert.equal(
      code(
        'the namespace from the provided object "default" does not match the namespace "other". You must pass \'--namespace=default\' to perform this operation.\n',
      ),
      'namespace-clash',
    );
    assert.equal(code('error: context "nope" does not exist\n'), 'context-missing');
    assert.equal(code('error: error parsing STDIN: error converting YAML to JSON: yaml: line 4: did not find expected key\n'), 'not-yaml');
    assert.equal(code('error: You must be logged in to the server (Unauthorized)\n'), 'cluster-unauthorized');
    assert.equal(
      code('Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority\n'),
      'cluster-certificate',
    );
  });

  test('what klog writes is left out', () => {
    const stderr =
      'E1120 18:27:37.123456   12345 memcache.go:265] "Unhandled Error" err="x"\nThe connection to the server 0.0.0.0:1 was refused - did you specify the right host or port?\n';
    assert.equal(withoutNoise(stderr).split('\n').length, 1);
    assert.equal(accessFailure(stderr)?.code, 'cluster-unreachable');
  });
});

describe('before and after', () => {
  const live = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'api',
      namespace: 'shop',
      uid: '1',
      generation: 3,
      managedFields: [{}],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'secret stuff' },
    },
    spec: { replicas: 1, template: {} },
    status: { replicas: 1 },
  };

  test('what the server keeps for itself is no difference', () => {
    const [change] = changes(
      [live],
      [
        {
          ...live,
          spec: { template: {}, replicas: 1 },
          metadata: { name: 'api', namespace: 'shop', generation: 4, resourceVersion: '9' },
          status: {},
        },
      ],
    );
    assert.ok(change?.isSame);
    assert.ok(!/managedFields|status|uid|last-applied/.test(change.after));
  });

  test('a change, and a new object', () => {
    const [changed, added] = changes(
      [live],
      [
        { ...live, spec: { replicas: 2 } },
        { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' } },
      ],
    );
    assert.ok(changed?.before?.includes('replicas: 1') && changed.after.includes('replicas: 2') && !changed.isSame);
    assert.deepEqual([added?.before, added?.isSame], [null, false]);
  });

  test('values of Secrets are never shown, that they change is', () => {
    const secret = (data: object): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data });
    const [change] = changes([secret({ a: 'b2xk', b: 'c2FtZQ==' })], [secret({ a: 'bmV3', b: 'c2FtZQ==' })]);
    assert.ok(change !== undefined && !change.isSame && change.before !== change.after);
    assert.ok(!/b2xk|bmV3|c2FtZQ/.test(`${change.before}${change.after}`));
    const [added] = changes([], [secret({ a: 'bmV3' })]);
    assert.ok(!added?.after.includes('bmV3'));
  });
});

describe('small readers', () => {
  test('lines of a rollout', () => {
    const read = (line: string): unknown => readRolloutLine(line)?.text;
    assert.equal(read('Waiting for deployment "api" rollout to finish: 0 of 1 updated replicas are available...'), '0 of 1 pods ready');
    assert.equal(
      read('Waiting for deployment "api" rollout to finish: 1 out of 3 new replicas have been updated...'),
      '1 of 3 pods updated',
    );
    assert.equal(
      read('Waiting for deployment "api" rollout to finish: 1 old replicas are pending termination...'),
      '1 old pods are ending',
    );
    assert.equal(read('Waiting for 1 pods to be ready...'), 'Waiting for 1 pods');
    assert.equal(read('deployment "api" successfully rolled out'), undefined);
  });

  test('the end of a rollout', () => {
    const command = commandOf(rolloutStatus(access, { kind: 'deployment', name: 'api' }, 5));
    const end = (stderr: string): unknown => valueOf(command.parse(output({ code: 1, stderr })));
    assert.equal(end('error: timed out waiting for the condition\n'), 'timed-out');
    assert.equal(end('error: deployment "api" exceeded its progress deadline\n'), 'deadline-exceeded');
    assert.equal(
      failureOf(command.parse(output({ code: 1, stderr: 'Error from server (NotFound): deployments.apps "api" not found\n' }))).code,
      'not-found',
    );
  });

  test('logs of a container that has not run are null', () => {
    const command = commandOf(logs(access, { pod: 'api-1', container: 'api' }));
    assert.equal(
      valueOf(
        command.parse(
          output({
            code: 1,
            stderr: 'Error from server (BadRequest): container "api" in pod "api-1" is waiting to start: ContainerCreating\n',
          }),
        ),
      ),
      null,
    );
    assert.deepEqual(readPrefixedLine('[pod/api-1/web] hello'), { pod: 'api-1', container: 'web', text: 'hello' });
  });

  test('a forwarded port', () => {
    assert.deepEqual(readForwardLine('Forwarding from 127.0.0.1:40123 -> 80'), { localPort: 40_123, port: 80 });
    const command = commandOf(portForward(access, { kind: 'service', name: 'api', port: 80, localPort: 8080 }));
    assert.equal(
      failureOf(command.parse(output({ code: 1, stderr: 'error: unable to listen on any of the requested ports: [{8080 80}]\n' }))).code,
      'port-in-use',
    );
    assert.equal(failureOf(command.parse(output({ code: 1, stderr: 'error: lost connection to pod\n' }))).code, 'pod-gone');
  });

  test('the announced registry', () => {
    assert.deepEqual(
      readHosting('host: "0.0.0.0:5000"\nhostFromClusterNetwork: k3d-registry.localhost:5000 # inside\nhelp: https://k3d.io\n'),
      { host: 'localhost:5000', inCluster: 'k3d-registry.localhost:5000' },
    );
    assert.equal(readHosting('help: x\n'), null);
  });

  test('owners', () => {
    const set = (uid: string, revision: string): object => ({
      metadata: { uid, annotations: { 'deployment.kubernetes.io/revision': revision } },
    });
    const sets = [set('a', '9'), set('b', '10')];
    assert.equal(newestReplicaSet(sets), sets[1]);
    const pod = { metadata: { ownerReferences: [{ uid: 'b' }] } };
    assert.deepEqual(ownedBy([pod, { metadata: {} }], [sets[1]]), [pod]);
    assert.deepEqual([resourceOf('apps/v1', 'Deployment'), resourceOf('v1', 'Service')], ['Deployment.v1.apps', 'Service.v1.']);
  });
});
