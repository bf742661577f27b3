import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainKubernetes } from '../../server/src/cli/explainKubernetes.js';
import { ShippedData } from '../../server/src/host/kubernetesData.js';
import { inFolder, slipway } from '../support/cliRun.js';

const text = (field?: string, apiVersion?: string): string => {
  const found = explainKubernetes(field, apiVersion);
  assert.ok('text' in found, 'error' in found ? found.error : '');
  return found.text;
};
const error = (field?: string, apiVersion?: string): string => {
  const found = explainKubernetes(field, apiVersion);
  assert.ok('error' in found, 'an error');
  return found.error;
};

describe('slipway explain kubernetes', () => {
  test('a field with type, description and children', () => {
    const page = text('deployment.spec.strategy');
    assert.match(page, /^Deployment\.spec\.strategy {2}\(apps\/v1\)\ntype: DeploymentStrategy\n/);
    assert.match(page, /replace existing pods/);
    assert.match(page, /^ {2}type +string: Recreate, RollingUpdate$/m);
  });

  test('since when a field and an API version are there', () => {
    assert.match(text('pod.spec.hostUsers'), /\ntype: boolean\nsince: Kubernetes 1\.25\n/);
    assert.match(text('cronjob'), /\nsince: Kubernetes 1\.21\n/);
    assert.doesNotMatch(text('deployment.spec.replicas'), /since:/);
  });

  test('required fields and values', () => {
    assert.match(
      text('ingress.spec.rules[0].http.paths[].pathType'),
      /type: string, required\nvalues: Exact, ImplementationSpecific, Prefix\n/,
    );
    assert.match(text('pod.spec'), /^ {2}containers +list of Container {2}\(required\)$/m);
  });

  test('kinds by any name that kubectl takes, in the version to write', () => {
    for (const name of ['Deployment', 'deployments', 'deploy']) assert.match(text(name), /^Deployment {2}\(apps\/v1\)/);
    for (const name of ['networkpolicies', 'netpol']) assert.match(text(name), /^NetworkPolicy /);
    assert.match(text('ingressclasses'), /^IngressClass /);
    assert.match(text('endpoints'), /^Endpoints /);
    assert.match(text('hpa'), /\(autoscaling\/v2\)\nalso in: autoscaling\/v1, /);
    assert.match(text('event'), /\(v1\)/);
    assert.match(text('hpa.spec', 'autoscaling/v1'), /targetCPUUtilizationPercentage/);
  });

  test('entries of a map, and quantities', () => {
    assert.match(text('configmap.data.anything'), /type: string/);
    assert.match(text('pod.spec.containers.resources.limits.memory'), /type: quantity/);
  });

  test('all kinds', () => assert.match(text(), /^Deployment +apps\/v1, /m));

  test('what is nearly right', () => {
    assert.match(error('depoyment'), /no kind is called depoyment; Deployment is one/);
    assert.match(error('pod.spec.contaners'), /PodSpec has no field contaners; containers is one/);
    assert.match(error('pod.spec.nodeName.x'), /string has no field x/);
    assert.match(error('deployment', 'v1'), /Deployment is not in v1; it is in apps\/v1/);
    const nothing = new ShippedData('/nowhere', () => undefined);
    assert.ok('error' in explainKubernetes('pod', undefined, nothing));
  });

  test('on the command line', () =>
    inFolder({}, (folder) => {
      const good = slipway(folder, ['explain', 'kubernetes', 'svc.spec.type']);
      assert.equal(good.code, 0, good.err);
      assert.match(good.out, /values: ClusterIP, ExternalName, LoadBalancer, NodePort/);
      const bad = slipway(folder, ['explain', 'kubernetes', 'svc.spec.typ']);
      assert.equal(bad.code, 2);
      assert.match(bad.err, /has no field typ; type is one/);
    }));
});
