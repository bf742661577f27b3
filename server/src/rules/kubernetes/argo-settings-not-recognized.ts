import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-settings-not-recognized.md';

/** What Argo CD reads: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#quick-reference. */
const names = new Set(['argocd-cm', 'argocd-cmd-params-cm', 'argocd-rbac-cm', 'argocd-tls-certs-cm', 'argocd-ssh-known-hosts-cm']);

export default defineRule({
  id: 'kubernetes/argo-settings-not-recognized',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_CONFIGMAP_MISSING_PART_OF_LABEL_VALUE_ARGOCD'],
  fix: 'review',
  page,
  check: {
    Kind: {
      ConfigMap(object, ctx) {
        if (!names.has(object.name ?? '')) return;
        const part = object.get('metadata', 'labels', 'app.kubernetes.io/part-of');
        if (part?.string === 'argocd' || part?.isUnknown === true) return;
        const metadata = object.get('metadata');
        ctx.report({
          at: part?.span ?? object.lackOf('metadata', 'labels'),
          message: `Argo CD reads \`${object.name ?? ''}\` only with the label \`app.kubernetes.io/part-of: argocd\`: without it the settings have no effect.`,
          fix: () =>
            metadata?.kind === 'map'
              ? mergeFix('Add the label', metadata, { labels: { 'app.kubernetes.io/part-of': 'argocd' } })
              : undefined,
        });
      },
    },
  },
});
