import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { fieldHover } from '../../server/src/languages/kubernetes/hover/field.js';
import { kubernetesSchema, type KubernetesSchema } from '../../server/src/languages/kubernetes/schema.js';

const schema = new ShippedData().get(kubernetesSchema) as KubernetesSchema;

test('path, type, values, description and the page', () => {
  const hover = fieldHover(schema, 'apps/v1', 'Deployment', ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolicy']) ?? '';
  assert.match(hover, /^`spec\.template\.spec\.containers\[\]\.imagePullPolicy` · string\n\n/);
  assert.match(hover, /Takes `Always`, `IfNotPresent`, `Never`\./);
  assert.match(hover, /Image pull policy/);
  assert.match(
    hover,
    /\[Pod in the API reference\]\(https:\/\/kubernetes\.io\/docs\/reference\/kubernetes-api\/workload-resources\/pod-v1\/\)$/,
  );
});

test('a default that holds always stands in front; one that depends stays in the text', () => {
  const first = (...path: (string | number)[]): string => (fieldHover(schema, 'v1', 'Pod', ['spec', ...path]) ?? '').split('\n')[0] ?? '';
  assert.equal(first('restartPolicy'), '`spec.restartPolicy` · string · default `Always`');
  assert.equal(first('terminationGracePeriodSeconds'), '`spec.terminationGracePeriodSeconds` · integer · default `30`');
  assert.equal(
    first('containers', 0, 'livenessProbe', 'periodSeconds'),
    '`spec.containers[].livenessProbe.periodSeconds` · integer · default `10`',
  );
  assert.equal(first('containers', 0, 'imagePullPolicy'), '`spec.containers[].imagePullPolicy` · string');
});

test('a field says since when it is there, where that is known', () => {
  const first = (...path: (string | number)[]): string => (fieldHover(schema, 'v1', 'Pod', ['spec', ...path]) ?? '').split('\n')[0] ?? '';
  assert.equal(first('hostUsers'), '`spec.hostUsers` · boolean · since Kubernetes 1.25');
  assert.match(first('schedulingGroup'), / · since Kubernetes 1\.35 or 1\.36$/);
});

test('required fields say so, and objects link to their section', () => {
  const hover = fieldHover(schema, 'v1', 'Pod', ['spec', 'containers']) ?? '';
  assert.match(hover, /^`spec\.containers` · list of Container · required\n/);
  assert.match(hover, /pod-v1\/#Container\)$/);
  assert.match(fieldHover(schema, 'apps/v1', 'Deployment', ['spec']) ?? '', /deployment-v1\/#DeploymentSpec\)$/);
});

test('nothing is made up', () => {
  assert.equal(fieldHover(schema, 'apps/v1', 'Deployment', []), undefined);
  assert.equal(fieldHover(schema, 'apps/v1', 'Deployment', ['spec', 'replica']), undefined);
  assert.equal(fieldHover(schema, 'example.com/v1', 'Thing', ['spec']), undefined);
  const old = fieldHover(schema, 'extensions/v1beta1', 'Deployment', ['spec', 'replicas']) ?? '';
  assert.doesNotMatch(old, /kubernetes\.io\/docs\/reference/);
});

test('new fields and those on their way out say so, the others nothing', () => {
  const of = (...path: (string | number)[]): string => fieldHover(schema, 'v1', 'Pod', ['spec', ...path]) ?? '';
  assert.match(of('serviceAccount'), /\n\n\*\*Deprecated\*\*\.\n\n/);
  assert.match(of('volumes', 0, 'flocker'), /\*\*Deprecated\*\*, and without effect by now\./);
  assert.match(of('resources'), /\*\*Alpha\*\*, behind the feature gate `PodLevelResources`: off unless/);
  assert.match(
    of('topologySpreadConstraints', 0, 'matchLabelKeys'),
    /\*\*Beta\*\*, behind the feature gate `MatchLabelKeysInPodTopologySpread`, on by default\./,
  );
  for (const path of [['containers'], ['serviceAccountName'], ['containers', 0, 'image']]) assert.doesNotMatch(of(...path), /\*\*/);
});

test('angle brackets of a description are text', () => {
  const hover = fieldHover(schema, 'v1', 'Pod', ['spec', 'hostAliases']) ?? '';
  assert.doesNotMatch(hover, /[^\\]</);
});
