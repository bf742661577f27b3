import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, podLabels, selects } from '../../languages/kubernetes/selectors.js';
import { merge } from '../../languages/yaml/edit.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { lookUp, reportMissing } from '../shared/kubernetesMissing.js';
import { builtInLookupsOf, kindIn, referenceAt, spanOf } from '../shared/kubernetesReferences.js';
import { isHeadless, selectorOf } from '../shared/kubernetesServices.js';
import page from './statefulset-service-missing.md';

export default defineRule({
  id: 'kubernetes/statefulset-service-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:statefulset-has-servicename'],
  fix: 'review',
  needs: appFacts,
  page,
  check: {
    where: ['StatefulSet'],
    File(file, ctx) {
      const sets = kindIn(file, 'StatefulSet');
      if (sets.length === 0) return;
      const lookups = builtInLookupsOf(file);
      for (const set of sets) {
        const spec = set.get('spec');
        const [reference] = spec?.kind === 'map' ? referenceAt(set, 'Service', spec, 'serviceName') : [];
        if (reference === undefined) continue;
        const lookup = lookUp(file, ctx, lookups, reference);
        if (lookup.is !== 'found') {
          reportMissing(file, ctx, lookups, reference, 'its pods have no names in DNS');
          continue;
        }
        const service = lookup.object;
        if (inOneNamespace(service, set) !== 'yes') continue;
        const selector = selectorOf(service);
        const app = appOf(file, ctx);
        const related = [app.related(ctx, service, `Service \`${reference.name}\``)];
        if (!isHeadless(service)) {
          ctx.report({
            at: spanOf(reference),
            // Of a single pod the Service's own name says as much.
            severity: (set.get('spec', 'replicas')?.number ?? 1) <= 1 ? 'info' : 'warning',
            message: `The Service \`${reference.name}\` is not headless, so the pods have no names of their own in DNS.`,
            related,
            fix: () =>
              app.fix(ctx, service, 'Make the Service headless with `clusterIP: None`', (real) => {
                const owner = real.get('spec');
                return owner?.kind === 'map' && !owner.has('clusterIP') && (owner.get('type')?.string ?? 'ClusterIP') === 'ClusterIP'
                  ? merge(owner, { clusterIP: 'None' })
                  : undefined;
              }),
          });
        } else if (selector !== undefined && set.pods.length > 0 && set.pods.every((pod) => selects(selector, podLabels(pod)) === 'no'))
          ctx.report({
            at: spanOf(reference),
            message: `The Service \`${reference.name}\` does not select these pods, so they have no names of their own in DNS.`,
            related,
          });
      }
    },
  },
});
