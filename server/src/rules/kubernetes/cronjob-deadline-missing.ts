import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './cronjob-deadline-missing.md';

export default defineRule({
  id: 'kubernetes/cronjob-deadline-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-score:cronjob-has-deadline', 'datree:CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY'],
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const spec = object.get('spec');
        if (spec?.kind !== 'map' || spec.has('startingDeadlineSeconds')) return;
        ctx.report({
          at: object.lackOf('spec'),
          message: `\`${object.name ?? ''}\` has no \`startingDeadlineSeconds\`: a run that was missed is made up for however late it is, and after 100 missed ones none starts any more.`,
          fix: () => mergeFix('Let a run start five minutes late at most', spec, { startingDeadlineSeconds: 300 }),
        });
      },
    },
  },
});
