import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { parseKubernetes } from '../../server/src/languages/kubernetes/file.js';
import { isQuantity, likelyQuantity } from '../../server/src/languages/kubernetes/quantity.js';
import { mistakesIn } from '../../server/src/languages/kubernetes/validate.js';

const judge = new ShippedData().get(mistakesIn);
const tell = (text: string): string[] =>
  parseKubernetes(text).objects.flatMap((object) => (judge?.(object) ?? []).map((mistake) => `${mistake.what} ${mistake.path.join('.')}`));
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n${spec.replace(/^/gm, '  ')}`;
const container = (rest: string): string => pod(`containers:\n  - name: a\n${rest.replace(/^/gm, '    ')}`);

test('what a cluster takes is right', () => {
  for (const text of [
    pod('containers: []'),
    pod('containers: null'),
    pod('containers:'),
    pod('hostNetwork: yes\ncontainers: []'),
    pod('terminationGracePeriodSeconds: 30.0\ncontainers: []'),
    pod('terminationGracePeriodSeconds: 0x1e\ncontainers: []'),
    container('resources: { limits: { cpu: 1, memory: 1.5Gi, nvidia.com/gpu: "1" } }'),
    container('env:\n  - name: A\n    value:\n  - name: B\n    value: 2026-11-21'),
    container('livenessProbe: { httpGet: { port: http, path: / } }\nreadinessProbe: { httpGet: { port: 8080 } }'),
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nsops: { mac: x }\nstringData: { a: "ENC[x]" }',
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: a }',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nstatus: { nonsense: 1 }',
    'apiVersion: example.com/v1\nkind: Thing\nanything: [1]',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: !!str 1\n  b: |\n    1\n  c: "1"',
  ])
    assert.deepEqual(tell(text), [], text);
});

test('what somebody else fills in is not judged', () => {
  for (const value of ['${N}', '$(N)', '$N', '<n>', '"@N@"', '"%N%"', '"#{N}#"', '__N__'])
    assert.deepEqual(tell(pod(`activeDeadlineSeconds: ${value}\nrestartPolicy: ${value}\ncontainers: []`)), [], value);
});

test('aliases and merge keys are no fault of the place', () => {
  assert.deepEqual(
    tell(
      pod(
        'containers:\n  - &a\n    name: a\n    env: &env\n      - name: A\n        value: b\n  - <<: *a\n    env: *env\n  - <<: [*a]\n    image: x\n  - *a',
      ),
    ),
    [],
  );
  assert.deepEqual(tell(pod('containers:\n  - <<: *unknown\n    image: x')), []);
});

test('what a cluster refuses is told at its place', () => {
  assert.deepEqual(tell(container('imagee: x')), ['unknown-field spec.containers.0.imagee']);
  assert.deepEqual(tell(container('env: [{ name: A, value: 1 }, { name: B, value: no }]')), [
    'wrong-type spec.containers.0.env.0.value',
    'wrong-type spec.containers.0.env.1.value',
  ]);
  assert.deepEqual(tell(container('ports: [{ containerPort: "80" }]')), ['wrong-type spec.containers.0.ports.0.containerPort']);
  assert.deepEqual(tell(container('ports: [{ containerPort: 80.5 }]')), ['wrong-type spec.containers.0.ports.0.containerPort']);
  assert.deepEqual(tell(container('args: [1]')), ['wrong-type spec.containers.0.args.0']);
  assert.deepEqual(tell(container('resources: { limits: { memory: 1GB } }')), ['bad-value spec.containers.0.resources.limits.memory']);
  assert.deepEqual(tell(pod('containers: [{ image: x }]')), ['missing-field spec.containers.0.name']);
  assert.deepEqual(tell('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: true, b: 1 }'), [
    'wrong-type data.a',
    'wrong-type data.b',
  ]);
  assert.deepEqual(tell('apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80, targetPort: true }] }'), [
    'wrong-type spec.ports.0.targetPort',
  ]);
});

test('quantities', () => {
  for (const text of ['1', '0.5', '.5', '1.', '-1', '+1', '100m', '1k', '1Ki', '1e3', '1E3', '1E', '12e-3', '5n'])
    assert.ok(isQuantity(text), text);
  for (const text of ['', 'm', '.', '1kb', '1K', '1 Gi', '1mi', '1GiB', '1e', 'e5', '1,5', '1_000', 'one'])
    assert.ok(!isQuantity(text), text);
  assert.equal(likelyQuantity('512MB'), '512M');
  assert.equal(likelyQuantity('1 gib'), '1Gi');
  assert.equal(likelyQuantity('10K'), '10k');
  assert.equal(likelyQuantity('a lot'), undefined);
});
