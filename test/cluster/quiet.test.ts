import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDiagnosis } from '../../server/src/cluster/diagnose/diagnose.js';
import {
  crashing,
  evidenceOf,
  deployment,
  diagnosed,
  ended,
  event,
  manifest,
  node,
  pod,
  replicaSet,
  running,
  situation,
  waiting,
  type Situation,
} from './support.js';

const well = { ...running({ ready: true }), restartCount: 0 };
const up = { podStatus: { phase: 'Running' } };
const codes = (given: Situation): string[] => diagnosed(given).map(({ code, severity }) => `${code} ${severity}`);
const quiet = (evidence: Situation['evidence'], text = manifest()): void => assert.deepEqual(codes(situation(text, evidence)), []);

test('what runs is left alone', () => {
  quiet({ pods: [pod({ status: well, ...up })] });
  quiet({ pods: [] });
  quiet({
    pods: [pod({ status: well, ...up })],
    events: [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', { count: 9 })],
  });
  quiet({
    pods: [pod({ status: waiting('ContainerCreating') })],
    events: [event('Pulling', 'Pulling image "myapp:dev"', { type: 'Normal' })],
  });
  quiet({ pods: [pod({ status: waiting('PodInitializing') })] });
  quiet({ pods: [pod({ status: running(), ...up })] });
});

test('pods of an older ReplicaSet, and those that go, are past', () => {
  const old = pod({ name: 'api-5d4-old', set: 'api-5d4', status: crashing(1) });
  quiet({ pods: [old, pod({ status: well, ...up })], replicaSets: [replicaSet('api-5d4', 1), replicaSet()] });
  // Without the ReplicaSets the newest pod tells which one counts.
  quiet({
    pods: [
      { ...old, metadata: { ...(old['metadata'] as object), creationTimestamp: '2026-11-19T00:00:00Z' } },
      pod({ status: well, ...up }),
    ],
    replicaSets: [],
  });
  const going = { metadata: { deletionTimestamp: '2026-11-20T18:05:00Z' } };
  quiet({ pods: [pod({ ...going, status: { state: ended(143) } }), pod({ name: 'api-6c9f7b7d9-b', status: well, ...up })] });
  quiet({ pods: [pod({ ...going, status: running() })] });
});

test('exit 143 is how a rollout ends a container', () => {
  quiet({ pods: [pod({ status: { ...crashing(143), restartCount: 1 } })] });
});

test('restarts that are over are a word at most', () => {
  quiet({ pods: [pod({ status: { ...well, restartCount: 7, lastState: ended(1) }, ...up })] });
  quiet({ pods: [pod({ status: { ...running(), restartCount: 1, lastState: ended(1) }, ...up })] });
  const killed = { ...well, restartCount: 2, lastState: ended(137, 'OOMKilled') };
  const given = situation(manifest('resources: { limits: { memory: 64Mi } }'), {
    pods: [pod({ status: killed, container: { resources: { limits: { memory: '64Mi' } } }, ...up })],
  });
  assert.deepEqual(codes(given), ['out-of-memory info']);
  assert.equal(diagnosed(given)[0]?.isHopeless, false);
});

test('Jobs that are done, or needed another attempt', () => {
  const text =
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate }\nspec:\n  template:\n    spec:\n      containers: [{ name: api, image: a:1 }]\n';
  const owned = { ownerReferences: [{ kind: 'Job', name: 'migrate', controller: true }], labels: {} };
  const job = (status: string) => ({ kind: 'Job', metadata: { name: 'migrate' }, status: { conditions: [{ type: 'Complete', status }] } });
  const done = pod({
    name: 'migrate-1',
    metadata: owned,
    spec: { restartPolicy: 'Never' },
    status: { state: ended(0, 'Completed') },
    podStatus: { phase: 'Succeeded' },
  });
  const failed = pod({
    name: 'migrate-0',
    metadata: owned,
    spec: { restartPolicy: 'Never' },
    status: { state: ended(1) },
    podStatus: { phase: 'Failed' },
  });
  quiet({ workloads: [job('True')], replicaSets: [], pods: [failed, done] }, text);
  quiet({ workloads: [job('False')], replicaSets: [], pods: [done] }, text);
});

test('an init container that has ended well is none that fails, and one that fails speaks for the rest', () => {
  const initSpec = { initContainers: [{ name: 'migrate', image: 'myapp:dev' }] };
  const init = (state: object) => ({ initContainerStatuses: [{ name: 'migrate', ready: false, restartCount: 4, ...state }] });
  quiet({ pods: [pod({ spec: initSpec, status: waiting('PodInitializing'), podStatus: init({ state: ended(0, 'Completed') }) })] });
  const failing = pod({ spec: initSpec, status: waiting('PodInitializing'), podStatus: init(crashing(1)) });
  const found = diagnosed(situation(manifest(), { pods: [failing] }));
  assert.deepEqual(
    found.map(({ code, container }) => [code, container]),
    [['application-crashed', 'migrate']],
  );
});

test('pods of others in the namespace are not ours', () => {
  const other = pod({
    name: 'db-0',
    metadata: { ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }], labels: {} },
    status: crashing(1),
  });
  quiet({ pods: [other, pod({ status: well, ...up })] });
});

test('waiting for the first consumer is no fault', () => {
  quiet({
    pods: [pod({ status: waiting('ContainerCreating') })],
    events: [
      event('WaitForFirstConsumer', 'waiting for first consumer to be created before binding', {
        kind: 'PersistentVolumeClaim',
        name: 'data',
        container: '',
        type: 'Normal',
      }),
    ],
  });
});

test('a StatefulSet is judged by its newest revision', () => {
  const text = manifest().replace('kind: Deployment', 'kind: StatefulSet');
  const owner = { ownerReferences: [{ kind: 'StatefulSet', name: 'api', controller: true }] };
  const workload = { kind: 'StatefulSet', metadata: { name: 'api' }, status: { updateRevision: 'api-2' } };
  const at = (name: string, hash: string, status: Record<string, unknown>) =>
    pod({ name, metadata: { ...owner, labels: { 'controller-revision-hash': hash } }, status });
  quiet({ workloads: [workload], replicaSets: [], pods: [at('api-1', 'api-2', well), at('api-0', 'api-1', crashing(1))] }, text);
  const found = codes(situation(text, { workloads: [workload], replicaSets: [], pods: [at('api-0', 'api-2', crashing(1))] }));
  assert.deepEqual(found, ['application-crashed error']);
});

test('two replicas that fail alike are one finding', () => {
  const twice = [pod({ status: crashing(1) }), pod({ name: 'api-6c9f7b7d9-b', status: crashing(1) })];
  assert.deepEqual(codes(situation(manifest(), { pods: twice })), ['application-crashed error']);
});

test('an edited file that lost the object gives no place, and garbage gives nothing', () => {
  const given = situation('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n', {
    pods: [pod({ status: crashing(1) })],
    objects: [
      {
        path: '/work/k8s/app.yaml',
        line: 0,
        index: 0,
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: null,
        name: 'api',
        containers: [],
        ports: [],
      },
    ],
  });
  const [found] = diagnosed(given);
  assert.ok(found);
  assert.equal(toDiagnosis(found).place, null);
  for (const rubbish of [
    null,
    3,
    'x',
    [],
    {},
    { metadata: null, status: { containerStatuses: [null, { state: 5 }] }, spec: { containers: [null] } },
  ]) {
    diagnosed(
      situation(manifest(), {
        pods: [rubbish],
        events: [rubbish],
        nodes: [rubbish, node()],
        workloads: [rubbish, deployment()],
        replicaSets: [rubbish],
      }),
    );
  }
});

test('a container for debugging, and a Job that tries again', () => {
  const debugging = { ephemeralContainerStatuses: [{ name: 'debugger', ready: false, restartCount: 0, state: ended(130), lastState: {} }] };
  const spec = { ephemeralContainers: [{ name: 'debugger', image: 'busybox:1' }] };
  quiet({ pods: [pod({ spec, status: waiting('ContainerCreating'), podStatus: debugging })] });
  const text =
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate }\nspec:\n  template:\n    spec:\n      containers: [{ name: api, image: a:1 }]\n';
  const metadata = { ownerReferences: [{ kind: 'Job', name: 'migrate', controller: true }], labels: {} };
  const failed = pod({
    name: 'migrate-0',
    metadata,
    spec: { restartPolicy: 'Never' },
    status: { state: ended(1) },
    podStatus: { phase: 'Failed' },
  });
  const job = { kind: 'Job', metadata: { name: 'migrate' }, status: {} };
  const [found] = diagnosed(situation(text, { workloads: [job], replicaSets: [], pods: [failed] }));
  assert.equal(found?.isHopeless, false);
});

test('whatever the cluster answers, nothing is thrown', () => {
  const given = situation(
    manifest('securityContext: { readOnlyRootFilesystem: true }\nresources: { limits: { memory: 64Mi } }'),
    {
      pods: [
        pod({ status: crashing(1), container: { resources: { limits: { memory: '64Mi' } }, command: ['serve'] } }),
        pod({ name: 'api-6c9f7b7d9-2', status: waiting('ImagePullBackOff', 'Back-off pulling image "myapp:dev"') }),
        pod({
          name: 'api-6c9f7b7d9-3',
          spec: { nodeName: undefined },
          podStatus: { conditions: [{ type: 'PodScheduled', status: 'False', message: '1 Insufficient cpu.' }] },
        }),
      ],
      events: [
        event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'),
        event('Killing', 'Container api failed liveness probe, will be restarted'),
      ],
      refusals: [{ path: '/work/k8s/app.yaml', stderr: 'The Deployment "api" is invalid: spec.selector: Required value' }],
      images: [{ reference: 'myapp:dev', isInDocker: true, onNodes: [], architecture: null }],
    },
    'FROM python:3.13-slim\nCMD python app.py\n',
  );
  const evidence = evidenceOf(given);
  let count = 0;
  const visit = (holder: Record<string, unknown>): void => {
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      for (const other of [null, 7, [null]]) {
        holder[key] = other;
        diagnosed(given, { ...evidence, ...looked });
        count++;
      }
      holder[key] = value;
      if (typeof value === 'object' && value !== null) visit(value as Record<string, unknown>);
    }
  };
  // What the cluster said comes unread from kubectl; the rest is the client's own.
  const looked = {
    workloads: evidence.workloads,
    replicaSets: evidence.replicaSets,
    pods: evidence.pods,
    events: evidence.events,
    nodes: evidence.nodes,
  };
  visit(looked.workloads[0] as Record<string, unknown>);
  visit(looked.pods[0] as Record<string, unknown>);
  visit(looked.events[0] as Record<string, unknown>);
  visit(looked.nodes[0] as Record<string, unknown>);
  assert.ok(count > 200);
});

test('long texts take no long time', () => {
  const long = 'spec.a: Invalid value: "x", and, '.repeat(2000);
  const started = performance.now();
  diagnosed(situation(manifest(), { refusals: [{ path: '/work/k8s/app.yaml', stderr: `The Deployment "api" is invalid: ${long}` }] }));
  for (const text of [
    'x'.repeat(200_000),
    ' '.repeat(200_000),
    '/a:'.repeat(60_000),
    'listening on '.repeat(20_000),
    'Error '.repeat(40_000),
  ])
    diagnosed(
      situation(manifest(), {
        pods: [pod({ status: crashing(1) })],
        logs: [{ pod: 'api-6c9f7b7d9-x2x4z', container: 'api', previous: true, text }],
      }),
    );
  assert.ok(performance.now() - started < 2000, `${performance.now() - started} ms`);
});
