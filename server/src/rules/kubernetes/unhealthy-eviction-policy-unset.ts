import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './unhealthy-eviction-policy-unset.md';

export default defineRule({
  id: 'kubernetes/unhealthy-eviction-policy-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:pdb-unhealthy-pod-eviction-policy'],
  fix: 'review',
  page,
  check: {
    Kind: {
      PodDisruptionBudget(object, ctx) {
        const spec = object.get('spec');
        // The field came with 1.26 and is on by default since 1.27.
        if (spec?.kind !== 'map' || spec.has('unhealthyPodEvictionPolicy') || ctx.settings.kubernetesMinor < 27 || object.version !== 'v1')
          return;
        ctx.report({
          at: object.lackOf('spec'),
          message: 'The budget does not say `unhealthyPodEvictionPolicy`: pods that never become ready keep their node from being drained.',
          fix: () => mergeFix('Let unhealthy pods be evicted', spec, { unhealthyPodEvictionPolicy: 'AlwaysAllow' }),
        });
      },
    },
  },
});
