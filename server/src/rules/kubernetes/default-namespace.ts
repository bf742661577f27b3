import { defineRule } from '../../engine/rule/define.js';
import type { KubernetesObject } from '../../languages/kubernetes/object.js';
import { defaultNamespaceAliases } from '../shared/kubernetesMetadata.js';
import { isPutElsewhere } from '../shared/kustomizeImages.js';
import page from './default-namespace.md';

export default defineRule({
  id: 'kubernetes/default-namespace',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [...defaultNamespaceAliases, 'datree:WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT', 'kyverno:disallow-default-namespace'],
  fix: 'none',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Object(object, ctx) {
      const node = object.get('metadata', 'namespace');
      if (node?.string !== 'default' || isItsOwn(object) || isPutElsewhere(ctx.workspace, 'default')) return;
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
