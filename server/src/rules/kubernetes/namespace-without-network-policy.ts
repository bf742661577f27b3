import { defineRule } from '../../engine/rule/define.js';
import { Absence } from '../../engine/text/span.js';
import { namespaceOf, readSelector } from '../../languages/kubernetes/selectors.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { appFacts, appOf } from '../shared/kubernetesApp.js';
import { isCiliumPolicy, isNetworkPolicy } from '../shared/kubernetesNetworkPolicy.js';
import { kindIn, objectsOf } from '../shared/kubernetesReferences.js';
import page from './namespace-without-network-policy.md';

export default defineRule({
  id: 'kubernetes/namespace-without-network-policy',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:internal-networking', 'kubescape:C-0049', 'kubescape:C-0054', 'kubescape:C-0206', 'kubeaudit:netpols'],
  fix: 'none',
  needs: appFacts,
  page,
  check: {
    where: ['Namespace'],
    File(file, ctx) {
      const objects = objectsOf(file);
      const spaces = kindIn(file, 'Namespace');
      if (spaces.length === 0) return;
      const policies = [...objects, ...appOf(file, ctx).others].filter((object) => isNetworkPolicy(object) || isCiliumPolicy(object));
      const isEverywhere = policies.some(
        (policy) =>
          policy.kind === 'CiliumClusterwideNetworkPolicy' &&
          [policy.get('spec'), ...mapsIn(policy.get('specs'))].some(
            (spec) => spec?.kind === 'map' && readSelector(spec.get('endpointSelector')).isEmpty,
          ),
      );
      if (isEverywhere) return;
      const guarded = new Set(policies.filter((policy) => policy.kind !== 'CiliumClusterwideNetworkPolicy').map(namespaceOf));
      for (const space of spaces) {
        if (space.name === undefined || guarded.has(space.name)) continue;
        ctx.report({
          at: new Absence(space.anchor),
          message: `No network policy of this file is for the namespace \`${space.name}\`: unless another file has one, its pods are open to the whole cluster.`,
        });
      }
    },
  },
});
