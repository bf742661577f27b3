import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { reportNotHere } from '../shared/kubernetesMissing.js';
import { builtInLookupsOf, kindIn, referenceAt } from '../shared/kubernetesReferences.js';
import page from './statefulset-service-not-in-file.md';

export default defineRule({
  id: 'kubernetes/statefulset-service-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-score:statefulset-has-servicename'],
  fix: 'none',
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
        if (spec?.kind !== 'map') continue;
        for (const reference of referenceAt(set, 'Service', spec, 'serviceName')) reportNotHere(file, ctx, lookups, reference);
        const name = spec.get('serviceName');
        if (name === undefined || name.isNull || name.scalarText === '')
          ctx.report({
            at: set.lackOf('spec', 'serviceName'),
            message: `The StatefulSet \`${set.name ?? ''}\` names no headless Service, so its pods have no names of their own in DNS.`,
          });
      }
    },
  },
});
