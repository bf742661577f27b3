import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { readCrd, withCustomKinds } from '../../server/src/languages/kubernetes/crd.js';
import { fieldAt, fieldBelow, kubernetesSchema, readSchema, type KubernetesSchema } from '../../server/src/languages/kubernetes/schema.js';

const shipped = new ShippedData();
const schema = shipped.get(kubernetesSchema) as KubernetesSchema;
const typeAt = (apiVersion: string, kind: string, path: string): unknown => {
  const type = fieldAt(schema, apiVersion, kind, path.split('.'))?.type;
  return type?.kind === 'scalar' ? type.type : type?.kind;
};

test('a Deployment has the fields of the API', () => {
  const deployment = schema.objectType('apps/v1', 'Deployment');
  assert.deepEqual(
    deployment?.fields.map((field) => field.name),
    ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  );
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.replicas'), 'integer');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.paused'), 'boolean');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.template.spec.containers'), 'array');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.template.spec.containers.0.env.0.value'), 'string');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.template.spec.containers.0.resources.limits.cpu'), 'quantity');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.strategy.rollingUpdate.maxSurge'), 'int-or-string');
  assert.equal(typeAt('apps/v1', 'Deployment', 'metadata.creationTimestamp'), 'time');
  assert.equal(typeAt('apps/v1', 'Deployment', 'metadata.labels.anything'), 'string');
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.replica'), undefined);
  assert.equal(typeAt('apps/v1', 'Deployment', 'spec.template.spec.containers.name'), undefined);
});

test('required fields are those of the API, without the status', () => {
  const required = (apiVersion: string, kind: string, path: string): string[] => {
    let type = path === '' ? schema.objectType(apiVersion, kind) : fieldAt(schema, apiVersion, kind, path.split('.'))?.type;
    if (type?.kind === 'array') type = type.of;
    assert.equal(type?.kind, 'object');
    return type?.kind === 'object' ? type.fields.filter((field) => field.required).map((field) => field.name) : [];
  };
  assert.deepEqual(required('apps/v1', 'Deployment', 'spec'), ['selector', 'template']);
  assert.deepEqual(required('v1', 'Pod', 'spec'), ['containers']);
  assert.deepEqual(required('v1', 'Pod', 'spec.containers'), ['name']);
  assert.deepEqual(required('networking.k8s.io/v1', 'Ingress', 'spec.rules.0.http.paths'), ['backend', 'pathType']);
  assert.deepEqual(required('batch/v1', 'CronJob', 'spec'), ['jobTemplate', 'schedule']);
  assert.ok(!required('apiextensions.k8s.io/v1', 'CustomResourceDefinition', '').includes('status'));
});

test('values are told where the API takes only some', () => {
  const valuesAt = (path: string): readonly string[] | undefined => {
    const type = fieldAt(schema, 'v1', 'Pod', path.split('.'))?.type;
    return type?.kind === 'scalar' ? type.values : undefined;
  };
  assert.deepEqual(valuesAt('spec.containers.0.imagePullPolicy'), ['Always', 'IfNotPresent', 'Never']);
  assert.deepEqual(valuesAt('spec.restartPolicy'), ['Always', 'Never', 'OnFailure']);
  assert.equal(valuesAt('spec.containers.0.image'), undefined);
});

test('groups of the past are known', () => {
  assert.equal(typeAt('extensions/v1beta1', 'Deployment', 'spec.rollbackTo'), 'object');
  assert.deepEqual([...schema.versionsOf('Deployment')].sort(), ['apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1']);
  assert.equal(typeAt('policy/v1beta1', 'PodSecurityPolicy', 'spec.privileged'), 'boolean');
});

test('what the API leaves open is open', () => {
  assert.equal(typeAt('apps/v1', 'ControllerRevision', 'data'), 'any');
  const schemaPath = 'spec.versions.0.schema.openAPIV3Schema.properties.spec.properties.replicas.type';
  assert.equal(typeAt('apiextensions.k8s.io/v1', 'CustomResourceDefinition', schemaPath), 'string');
  assert.equal(typeAt('apps/v1', 'StatefulSet', 'spec.volumeClaimTemplates.0.spec.storageClassName'), 'string');
});

test('what is not known is not judged', () => {
  assert.equal(schema.objectType('example.com/v1', 'Thing'), undefined);
  assert.equal(schema.objectType('toString', 'constructor'), undefined);
  assert.equal(schema.objectType('apps/v1', 'toString'), undefined);
  assert.deepEqual(readSchema(undefined).kinds, []);
  assert.equal(readSchema({ kinds: 3 }).objectType('apps/v1', 'Deployment'), undefined);
});

test('scopes', () => {
  assert.equal(schema.isNamespaced('apps/v1', 'Deployment'), true);
  assert.equal(schema.isNamespaced('v1', 'Namespace'), false);
  assert.equal(schema.isNamespaced('rbac.authorization.k8s.io/v1', 'ClusterRole'), false);
  assert.equal(schema.isNamespaced('rbac.authorization.k8s.io/v1', 'Role'), true);
  assert.equal(schema.isNamespaced('example.com/v1', 'Thing'), undefined);
});

test('fields and API versions tell in which release they appeared', () => {
  const since = (path: string) => fieldAt(schema, 'apps/v1', 'Deployment', path.split('.'))?.since;
  assert.deepEqual(since('spec.template.spec.hostUsers'), { from: 25, to: 25 });
  assert.deepEqual(fieldAt(schema, 'v1', 'Pod', ['spec', 'schedulingGates'])?.since, { from: 26, to: 26 });
  // No package carries 1.35.
  assert.deepEqual(since('spec.template.spec.schedulingGroup'), { from: 35, to: 36 });
  assert.equal(since('spec.replicas'), undefined);
  assert.deepEqual(schema.since('batch/v1', 'CronJob'), { from: 21, to: 21 });
  assert.equal(schema.since('apps/v1', 'Deployment'), undefined);
  assert.equal(schema.since('example.com/v1', 'CronJob'), undefined);
});

test('descriptions are there, without the escapes of the generator', () => {
  assert.match(fieldAt(schema, 'apps/v1', 'Deployment', ['spec', 'strategy'])?.text() ?? '', /deployment strategy/);
  assert.match(schema.objectType('apps/v1', 'Deployment')?.text() ?? '', /declarative updates/);
  const pathType = fieldAt(schema, 'networking.k8s.io/v1', 'Ingress', ['spec', 'rules', 0, 'http', 'paths', 0, 'pathType']);
  assert.match(pathType?.text() ?? '', /^ \* ImplementationSpecific|\n\* ImplementationSpecific/);
  assert.equal(
    readSchema({ kinds: { v1: { A: 0 } }, definitions: ['A b:s'], enums: [] })
      .objectType('v1', 'A')
      ?.field('b')
      ?.text(),
    undefined,
  );
});

test('a missing file is told once', () => {
  const told: string[] = [];
  const nothing = new ShippedData('/nowhere', (message) => told.push(message));
  assert.equal(nothing.get(kubernetesSchema), undefined);
  assert.equal(nothing.get(kubernetesSchema), undefined);
  assert.equal(told.length, 1);
  assert.equal(shipped.get(kubernetesSchema), schema);
});

const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'example.com',
    names: { kind: 'Pool' },
    scope: 'Cluster',
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              metadata: { type: 'object' },
              spec: {
                type: 'object',
                required: ['size', 'mode', 'port'],
                properties: {
                  size: { type: 'integer', description: 'How many.' },
                  mode: { type: 'string', enum: ['Fast', 'Safe'], default: 'Safe' },
                  port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
                  labels: { type: 'object', additionalProperties: { type: 'string' } },
                  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  half: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: { type: 'boolean' } } },
                },
              },
            },
          },
        },
      },
    ],
  },
};

test('a CustomResourceDefinition declares a kind', () => {
  const pool = readCrd(crd, schema);
  assert.ok(pool !== undefined);
  const all = withCustomKinds(schema, [pool]);
  const at = (path: string) => fieldAt(all, 'example.com/v1', 'Pool', path.split('.'));
  assert.equal(all.isNamespaced('example.com/v1', 'Pool'), false);
  assert.deepEqual(all.versionsOf('Pool'), ['example.com/v1']);
  assert.deepEqual(at('spec.size')?.type, { kind: 'scalar', type: 'integer' });
  assert.equal(at('spec.size')?.text(), 'How many.');
  assert.equal(at('spec.size')?.required, true);
  assert.equal(at('spec.mode')?.required, false, 'a default is filled in');
  assert.deepEqual(at('spec.mode')?.type, { kind: 'scalar', type: 'string', values: ['Fast', 'Safe'] });
  assert.deepEqual(at('spec.port')?.type, { kind: 'scalar', type: 'int-or-string' });
  assert.deepEqual(at('spec.labels.x')?.type, { kind: 'scalar', type: 'string' });
  assert.equal(at('spec.free')?.type.kind, 'any');
  const half = at('spec.half')?.type;
  assert.equal(half?.kind === 'object' && half.open, true);
  assert.equal(at('metadata.labels')?.type.kind, 'map');
  assert.equal(at('spec.sise'), undefined);
  assert.equal(all.objectType('example.com/v2', 'Pool'), undefined);
});

test('the definitions of v1beta1 share a schema and keep unknown fields', () => {
  const old = {
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      version: 'v1',
      names: { kind: 'Pool' },
      validation: {
        openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } } },
      },
    },
  };
  const type = readCrd(old)?.versions.get('v1');
  assert.ok(type !== undefined);
  const spec = fieldBelow(type, ['spec'])?.type;
  assert.equal(spec?.kind === 'object' && spec.open, true);
  assert.deepEqual(fieldBelow(type, ['spec', 'size'])?.type, { kind: 'scalar', type: 'integer' });
});

test('half-written definitions are no definitions', () => {
  for (const value of [
    undefined,
    null,
    3,
    [],
    {},
    { kind: 'CustomResourceDefinition' },
    { kind: 'CustomResourceDefinition', spec: { names: null } },
  ]) {
    assert.equal(readCrd(value), undefined);
  }
});
