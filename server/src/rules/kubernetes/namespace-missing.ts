import { defineRule } from '../../engine/rule/define.js';
import { defaultNamespaceAliases, isStored } from '../shared/kubernetesMetadata.js';
import { isClusterScoped } from '../../languages/kubernetes/scopes.js';
import { isPutElsewhere } from '../shared/kustomizeImages.js';
import page from './namespace-missing.md';

export default defineRule({
  id: 'kubernetes/namespace-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: [...defaultNamespaceAliases],
  fix: 'none',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Object(object, ctx) {
      if (!isStored(object) || isClusterScoped(object.apiVersion, object.kind)) return;
      const namespace = object.get('metadata', 'namespace');
      if (namespace !== undefined && !namespace.isNull && namespace.scalarText !== '') return;
      if (['kubernetes', 'default', 'kube-root-ca.crt'].includes(object.name ?? '') || isPutElsewhere(ctx.workspace)) return;
      ctx.report({
        at: object.lackOf('metadata', 'namespace'),
        message: `The ${object.kind} says no namespace, so it lands where the context of the moment points, \`default\` as a rule.`,
      });
    },
  },
});
