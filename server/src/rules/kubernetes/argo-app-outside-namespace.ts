import { defineRule } from '../../engine/rule/define.js';
import { ofArgo } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-app-outside-namespace.md';

export default defineRule({
  id: 'kubernetes/argo-app-outside-namespace',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_APP_PROJECT_INCORRECT_NAMESPACE_VALUE'],
  fix: 'review',
  options: { namespace: { type: 'string', default: 'argocd', description: 'Namespace that Argo CD runs in.' } },
  page,
  check: ofArgo(['Application', 'AppProject'], (_spec, object, ctx) => {
    const namespace = object.get('metadata', 'namespace');
    const wanted = ctx.option<string>('namespace');
    if (namespace?.string === wanted || namespace?.isUnknown === true) return;
    const metadata = object.get('metadata');
    ctx.report({
      at: namespace !== undefined && !namespace.isNull ? namespace.span : object.lackOf('metadata'),
      message: `Argo CD looks for its ${object.kind}s in namespace \`${wanted}\`: one elsewhere is not seen.`,
      fix: () => (metadata?.kind === 'map' ? mergeFix(`Set \`namespace: ${wanted}\``, metadata, { namespace: wanted }) : undefined),
    });
  }),
});
