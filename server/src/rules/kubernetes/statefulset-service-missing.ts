import { defineRule } from '../../engine/rule/define.js';
import { inOneNamespace, podLabels, selects } from '../../languages/kubernetes/selectors.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { builtInLookupsOf, objectsOf, ofKind, referenceAt, reportMissing, spanOf } from '../shared/kubernetesReferences.js';
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
  page,
  check: {
    File(file, ctx) {
      const objects = objectsOf(file);
      const sets = ofKind(objects, 'StatefulSet');
      if (sets.length === 0) return;
      const lookups = builtInLookupsOf(file);
      for (const set of sets) {
        const spec = set.get('spec');
        const [reference] = spec?.kind === 'map' ? referenceAt(set, 'Service', spec, 'serviceName') : [];
        if (reference === undefined) continue;
        const lookup = lookups.find(reference);
        if (lookup.is !== 'found') {
          reportMissing(ctx, lookups, reference, 'its pods have no names in DNS');
          continue;
        }
        const service = lookup.object;
        if (inOneNamespace(service, set) !== 'yes') continue;
        const selector = selectorOf(service);
        const related = [{ at: service.anchor, message: `Service \`${reference.name}\`` }];
        if (!isHeadless(service)) {
          const owner = service.get('spec');
          ctx.report({
            at: spanOf(reference),
            message: `The Service \`${reference.name}\` is not headless, so the pods have no names of their own in DNS.`,
            related,
            fix: () =>
              owner?.kind === 'map' && !owner.has('clusterIP') && (owner.get('type')?.string ?? 'ClusterIP') === 'ClusterIP'
                ? mergeFix('Make the Service headless with `clusterIP: None`', owner as YamlMap, { clusterIP: 'None' })
                : undefined,
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
