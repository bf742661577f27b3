import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import page from './default-namespace.md';

export default defineRule({
  id: 'kubernetes/default-namespace',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:use-namespace',
    'trivy-checks:KSV-0110',
    'checkov:CKV_K8S_21',
    'kubescape:C-0061',
    'kubescape:C-0212',
    'kubescape:configmap-in-default-namespace',
    'kubescape:controllerrevision-in-default-namespace',
    'kubescape:csistoragecapacity-in-default-namespace',
    'kubescape:endpoints-in-default-namespace',
    'kubescape:endpointslice-in-default-namespace',
    'kubescape:event-in-default-namespace',
    'kubescape:horizontalpodautoscaler-in-default-namespace',
    'kubescape:ingress-in-default-namespace',
    'kubescape:lease-in-default-namespace',
    'kubescape:limitrange-in-default-namespace',
    'kubescape:networkpolicy-in-default-namespace',
    'kubescape:persistentvolumeclaim-in-default-namespace',
    'kubescape:poddisruptionbudget-in-default-namespace',
    'kubescape:pods-in-default-namespace',
    'kubescape:podtemplate-in-default-namespace',
    'kubescape:replicationcontroller-in-default-namespace',
    'kubescape:resourcequota-in-default-namespace',
    'kubescape:role-in-default-namespace',
    'kubescape:rolebinding-in-default-namespace',
    'kubescape:secret-in-default-namespace',
    'kubescape:resources-secret-in-default-namespace',
    'kubescape:service-in-default-namespace',
    'kubescape:serviceaccount-in-default-namespace',
    'datree:WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT',
    'clusterlint:default-namespace',
    'kyverno:disallow-default-namespace',
  ],
  fix: 'none',
  page,
  check: {
    Object(object, ctx) {
      const node = object.get('metadata', 'namespace');
      if (node?.string !== 'default' || isItsOwn(object)) return;
      ctx.report({
        at: node.span,
        message: `The ${object.kind} goes into the namespace \`default\`, where rights, quotas and network policies of one workload are those of all.`,
      });
    },
  },
});

/** What Kubernetes itself puts into `default`. */
function isItsOwn({ kind, name }: KubernetesObject): boolean {
  return (
    (kind === 'Service' && name === 'kubernetes') ||
    (kind === 'ServiceAccount' && name === 'default') ||
    (kind === 'ConfigMap' && name === 'kube-root-ca.crt')
  );
}
