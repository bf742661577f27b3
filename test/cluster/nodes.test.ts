import assert from 'node:assert/strict';
import { test } from 'node:test';
import { event, fixed, manifest, node, only, placeText, pod, situation, titles, waiting } from './support.js';

const pending = (message: string, more: { container?: Record<string, unknown>; spec?: Record<string, unknown> } = {}) => {
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  return {
    pods: [
      pod({ ...more, spec: { nodeName: undefined, ...more.spec }, podStatus: { phase: 'Pending', conditions, containerStatuses: [] } }),
    ],
    events: [event('FailedScheduling', message, { container: '' })],
  };
};
const noVictim = 'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

test('more than any node has', () => {
  const resources = { resources: { requests: { memory: '32Gi', cpu: '1' } } };
  const given = situation(
    manifest('resources:\n  requests:\n    memory: 32Gi # much\n    cpu: 1'),
    pending(`0/1 nodes are available: 1 Insufficient memory. ${noVictim}`, { container: resources }),
  );
  const found = only(given);
  assert.equal(found.code, 'resources-insufficient');
  assert.equal(placeText(found), '32Gi');
  assert.match(found.cause, /Container `api` asks for `32Gi` of memory, and the largest node has 7.77 GiB/);
  assert.equal(found.isHopeless, true);
  assert.match(fixed(given, found, 'Ask for `3968Mi`'), /memory: 3968Mi # much/);
});

test('what others hold is free again some day', () => {
  const found = only(
    situation(
      manifest('resources: { requests: { cpu: 2 } }'),
      pending('0/1 nodes are available: 1 Insufficient cpu.', { container: { resources: { requests: { cpu: '2' } } } }),
    ),
  );
  assert.equal(found.code, 'resources-insufficient');
  assert.equal(found.isHopeless, false);
  assert.match(found.explanation, /Other pods hold the rest of 4 cores/);
  assert.deepEqual(titles(found), []);
});

test('taints: a full disk, a node that is not ready, one of somebody', () => {
  const code = (message: string) => only(situation(manifest(), pending(message)));
  const disk = code(
    '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }. preemption: 0/1 nodes are available',
  );
  assert.equal(disk.code, 'node-disk-full');
  assert.equal(disk.place, undefined);
  assert.match(disk.explanation, /docker system df/);
  const down = code('0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }');
  assert.equal(down.code, 'node-not-ready');
  assert.deepEqual(titles(down), ['Start the cluster']);
  const taint = code('0/1 nodes are available: 1 node(s) had untolerated taint(s) {gpu: true}');
  assert.equal(taint.code, 'taint-untolerated');
  assert.match(taint.cause, /`gpu`/);
});

test('a selector that no node answers to', () => {
  const given = situation(manifest('', 'nodeSelector:\n  disktype: sdd # fast\n'), {
    ...pending("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."),
    nodes: [node({}, { disktype: 'ssd' })],
  });
  const found = only(given);
  assert.equal(found.code, 'node-selector-unmatched');
  assert.equal(placeText(found), 'sdd');
  assert.match(fixed(given, found, 'Change to `ssd`'), /disktype: ssd # fast/);
  const none = situation(
    manifest('', 'nodeSelector:\n  disktype: sdd\n'),
    pending("0/1 nodes are available: 1 node(s) didn't match node selector."),
  );
  assert.doesNotMatch(fixed(none, only(none), 'Do without `disktype`'), /nodeSelector/);
});

test('ports of the host, spreading, and pods enough', () => {
  const port = situation(
    manifest('ports:\n  - containerPort: 80\n    hostPort: 8081'),
    pending("0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports."),
  );
  const found = only(port);
  assert.equal(found.code, 'host-port-taken');
  assert.equal(placeText(found), '8081');
  assert.doesNotMatch(fixed(port, found, 'Remove `hostPort`'), /hostPort/);
  const apart = only(
    situation(
      manifest('', 'affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution: []\n'),
      pending("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules."),
    ),
  );
  assert.equal(apart.code, 'anti-affinity-unmet');
  assert.equal(only(situation(manifest(), pending('0/1 nodes are available: 1 Too many pods.'))).code, 'node-full');
});

test('put out by the node', () => {
  const podStatus = {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 500Mi.',
  };
  const found = only(situation(manifest(), { pods: [pod({ podStatus })] }));
  assert.equal(found.code, 'evicted');
  assert.match(found.cause, /disk/);
});

const claim = (name = 'data', more = ''): string =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\nspec:\n${more}  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n`;
const mounted = 'volumes:\n  - name: files\n    persistentVolumeClaim: { claimName: data }\n';

test('a claim of a class that the cluster does not have', () => {
  const evidence = pending(`0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${noVictim}`);
  const given = situation(`${manifest('', mounted)}${claim('data', '  storageClassName: fast # ssd\n')}`, {
    ...evidence,
    events: [
      ...evidence.events,
      event('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', {
        kind: 'PersistentVolumeClaim',
        name: 'data',
        container: '',
      }),
    ],
  });
  const found = only(given);
  assert.equal(found.code, 'claim-unbound');
  assert.equal(placeText(found), 'fast');
  assert.equal(found.isHopeless, true);
  assert.match(fixed(given, found, 'Change to `local-path`'), /storageClassName: local-path # ssd/);
  assert.doesNotMatch(fixed(given, found, 'Take the default class of the cluster'), /storageClassName/);
});

test('a claim that is not there', () => {
  const given = situation(
    `${manifest('', mounted.replace(': data', ': date'))}${claim()}`,
    pending('0/1 nodes are available: persistentvolumeclaim "date" not found.'),
  );
  const found = only(given);
  assert.equal(found.code, 'claim-missing');
  assert.equal(placeText(found), 'date');
  assert.match(fixed(given, found, 'Change to `data`'), /claimName: data/);
});

const creating = (message: string, older = '') => ({
  pods: [pod({ status: waiting('ContainerCreating') })],
  events: [event('FailedMount', message, { container: '' }), ...(older === '' ? [] : [event('FailedMount', older, { container: '' })])],
});

test('a volume whose ConfigMap or Secret is not there', () => {
  const given = situation(
    manifest('volumeMounts: [{ name: conf, mountPath: /etc/app }]', 'volumes:\n  - name: conf\n    configMap:\n      name: app-conf\n'),
    creating(
      'MountVolume.SetUp failed for volume "conf" : configmap "app-conf" not found',
      'Unable to attach or mount volumes: unmounted volumes=[conf], unattached volumes=[conf]: timed out waiting for the condition',
    ),
  );
  const found = only(given);
  assert.equal(found.code, 'volume-source-missing');
  assert.equal(placeText(found), 'app-conf');
  assert.match(fixed(given, found, 'Let the container start without it: `optional: true`'), /name: app-conf\n {12}optional: true/);
  const secret = only(
    situation(
      manifest('', 'volumes:\n  - name: tls\n    secret: { secretName: api-tls }\n'),
      creating('MountVolume.SetUp failed for volume "tls" : secret "api-tls" not found'),
    ),
  );
  assert.equal(placeText(secret), 'api-tls');
});

test('a key of a volume, a folder of the host, and what else cannot be mounted', () => {
  const items =
    'volumes:\n  - name: conf\n    configMap:\n      name: app-conf\n      items:\n        - key: app.yml\n          path: app.yml\n';
  const config = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: app-conf }\ndata: { app.yaml: x }\n';
  const given = situation(
    `${manifest('', items)}${config}`,
    creating('MountVolume.SetUp failed for volume "conf" : configmap references non-existent config key: app.yml'),
  );
  const found = only(given);
  assert.equal(found.code, 'volume-key-missing');
  assert.equal(placeText(found), 'app.yml');
  assert.match(fixed(given, found, 'Change to `app.yaml`'), /key: app.yaml\n/);
  const host = only(
    situation(
      manifest('', 'volumes: [{ name: src, hostPath: { path: /src, type: Directory } }]\n'),
      creating('MountVolume.SetUp failed for volume "src" : hostPath type check failed: /src is not a directory'),
    ),
  );
  assert.equal(host.code, 'host-path-missing');
  assert.equal(placeText(host), '/src');
  const other = only(
    situation(
      manifest('', 'volumes: [{ name: nfs, nfs: { server: x, path: / } }]\n'),
      creating('MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32'),
    ),
  );
  assert.equal(other.code, 'volume-not-mounted');
  assert.equal(placeText(other), 'nfs');
});

test('a pod without its sandbox', () => {
  const evidence = creating('x');
  const found = only(
    situation(manifest(), {
      ...evidence,
      events: [
        event(
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: plugin type="flannel" failed (add): open /run/flannel/subnet.env: no such file or directory',
          { container: '' },
        ),
      ],
    }),
  );
  assert.equal(found.code, 'pod-sandbox');
});

test('an object that was rendered is found by its name, a templated one nowhere', () => {
  const evidence = pending('0/1 nodes are available: 1 Insufficient cpu.', { container: { resources: { requests: { cpu: '99' } } } });
  const object = {
    path: '/work/overlays/dev',
    line: 0,
    index: 0,
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: null,
    name: 'api',
    containers: [],
    ports: [],
  };
  const text = manifest('resources: { requests: { cpu: 99 } }');
  const rendered = only({
    files: { '/work/base/deployment.yaml': text, '/other/deployment.yaml': text },
    evidence: { ...evidence, objects: [object] },
  });
  assert.equal(rendered.place?.path, '/work/base/deployment.yaml');
  assert.equal(placeText(rendered), '99');
  // Kustomize puts `namePrefix` in front.
  const set = 'dev-api-6c9f7b7d9';
  const metadata = { labels: { 'pod-template-hash': '6c9f7b7d9' }, ownerReferences: [{ kind: 'ReplicaSet', name: set, controller: true }] };
  const prefixed = only({
    files: { '/work/base/deployment.yaml': text },
    evidence: {
      ...evidence,
      workloads: [],
      replicaSets: [],
      pods: evidence.pods.map((each) => ({ ...each, metadata: { ...(each['metadata'] as object), ...metadata } })),
      objects: [{ ...object, name: 'dev-api' }],
    },
  });
  assert.equal(prefixed.workload, 'Deployment dev-api');
  assert.equal(prefixed.place?.path, '/work/base/deployment.yaml');
  const chart = only({
    files: { '/work/chart/templates/d.yaml': `{{- if .Values.on }}\n${text}{{- end }}\n` },
    evidence: { ...evidence, objects: [{ ...object, path: '/work/chart' }] },
  });
  assert.equal(chart.place, undefined);
});
