import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './disruption-budget-without-limit.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-without-limit',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:poddisruptionbudget-has-policy'],
  fix: 'review',
  page,
  check: {
    Kind: {
      PodDisruptionBudget(object, ctx) {
        const spec = object.get('spec');
        if (spec?.kind !== 'map' || spec.has('minAvailable') || spec.has('maxUnavailable')) return;
        ctx.report({
          at: object.lackOf('spec'),
          message: 'The budget has neither `minAvailable` nor `maxUnavailable`: then no pod that it selects may be evicted.',
          fix: () => mergeFix('Let one pod go at a time: `maxUnavailable: 1`', spec, { maxUnavailable: 1 }),
        });
      },
    },
  },
});
