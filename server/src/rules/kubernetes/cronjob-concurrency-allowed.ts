import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './cronjob-concurrency-allowed.md';

export default defineRule({
  id: 'kubernetes/cronjob-concurrency-allowed',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['datree:CRONJOB_MISSING_CONCURRENCYPOLICY_KEY', 'clusterlint:cronjob-concurrency'],
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const spec = object.get('spec');
        const policy = spec?.get('concurrencyPolicy');
        if (spec?.kind !== 'map' || (policy !== undefined && !policy.isNull && policy.string !== 'Allow')) return;
        ctx.report({
          at: policy !== undefined && !policy.isNull ? policy.span : object.lackOf('spec', 'concurrencyPolicy'),
          message: 'Runs may overlap: when one takes longer than the pause between two, they pile up or work on the same data.',
          fix: () => mergeFix('Skip a run while one is at work', spec, { concurrencyPolicy: 'Forbid' }),
        });
      },
    },
  },
});
