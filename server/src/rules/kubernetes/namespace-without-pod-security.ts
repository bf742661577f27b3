import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './namespace-without-pod-security.md';

export default defineRule({
  id: 'kubernetes/namespace-without-pod-security',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kubescape:pod-security-admission-applied-1',
    'kubescape:pod-security-admission-applied-2',
    'kubescape:C-0192',
    'kyverno:add-psa-labels',
  ],
  fix: 'review',
  page,
  check: {
    where: ['Namespace'],
    File(file, ctx) {
      // Another policy engine may do the work of Pod Security admission.
      const isGuarded = file.objects.some(
        (object) =>
          /^(?:Validating|Mutating)WebhookConfiguration$/.test(object.kind) &&
          mapsIn(object.get('webhooks')).some((webhook) =>
            mapsIn(webhook.get('rules')).some((rule) => rule.get('scope')?.string === 'Namespaced'),
          ),
      );
      if (isGuarded) return;
      for (const object of file.objects) {
        if (object.kind !== 'Namespace' || object.apiVersion !== 'v1' || object.document.isTemplated) continue;
        const labels = object.get('metadata', 'labels');
        const metadata = object.get('metadata');
        const enforce = labels?.entries.some(({ key }) => key.content.startsWith('pod-security.kubernetes.io/enforce'));
        if (enforce === true || labels?.isUnknown === true || /^(?:default|kube-.*)$/.test(object.name ?? '')) continue;
        ctx.report({
          at: object.lackOf('metadata', 'labels'),
          message: `The namespace \`${object.name ?? ''}\` says no Pod Security level, so it takes privileged pods unless the cluster has another default.`,
          fix: () =>
            metadata?.kind === 'map'
              ? ['restricted', 'baseline'].flatMap(
                  (level) => mergeFix(`Enforce \`${level}\``, metadata, { labels: { 'pod-security.kubernetes.io/enforce': level } }) ?? [],
                )
              : undefined,
        });
      }
    },
  },
});
