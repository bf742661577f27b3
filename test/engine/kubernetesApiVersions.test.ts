import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiVersionStatus } from '../../server/src/languages/kubernetes/apiVersions.js';

const state = (apiVersion: string, kind: string, minor = 36): string => apiVersionStatus(apiVersion, kind, minor).state;

test('the state depends on the release that is aimed at', () => {
  assert.equal(state('batch/v1beta1', 'CronJob', 20), 'current');
  assert.equal(state('batch/v1beta1', 'CronJob', 21), 'deprecated');
  assert.equal(state('batch/v1beta1', 'CronJob', 24), 'deprecated');
  assert.equal(state('batch/v1beta1', 'CronJob', 25), 'removed');
  assert.equal(state('batch/v1', 'CronJob'), 'current');
});

test('kinds of one version have fates of their own', () => {
  assert.equal(state('storage.k8s.io/v1beta1', 'StorageClass'), 'removed');
  assert.equal(state('storage.k8s.io/v1beta1', 'VolumeAttributesClass'), 'deprecated');
  assert.equal(state('extensions/v1beta1', 'Ingress', 18), 'deprecated');
  assert.equal(state('extensions/v1beta1', 'Deployment', 18), 'removed');
  assert.equal(state('networking.k8s.io/v1beta1', 'Gateway'), 'current');
});

test('lists share the fate of their kind, and kinds that never were that of their version', () => {
  assert.equal(state('rbac.authorization.k8s.io/v1beta1', 'RoleBindingList'), 'removed');
  assert.equal(state('apps/v1beta1', 'ReplicaSet'), 'removed');
});

test('other projects count their own releases', () => {
  const status = apiVersionStatus('cert-manager.io/v1alpha2', 'Certificate', 15);
  assert.equal(status.state, 'removed');
  assert.equal(status.state === 'removed' && status.fact.goneFrom, 'cert-manager 1.6');
  assert.equal(state('cert-manager.io/v1', 'Certificate'), 'current');
});
