import { defineRule } from '../../engine/rule/define.js';
import { isStored } from '../shared/kubernetesMetadata.js';
import { isClusterScoped } from '../../languages/kubernetes/scopes.js';
import page from './namespace-missing.md';

export default defineRule({
  id: 'kubernetes/namespace-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
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
    'clusterlint:default-namespace',
  ],
  fix: 'none',
  page,
  check: {
    Object(object, ctx) {
      if (!isStored(object) || isClusterScoped(object.apiVersion, object.kind)) return;
      const namespace = object.get('metadata', 'namespace');
      if (namespace !== undefined && !namespace.isNull && namespace.scalarText !== '') return;
      if (['kubernetes', 'default', 'kube-root-ca.crt'].includes(object.name ?? '')) return;
      ctx.report({
        at: object.lackOf('metadata', 'namespace'),
        message: `The ${object.kind} says no namespace, so it lands where the context of the moment points, \`default\` as a rule.`,
      });
    },
  },
});
