import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './cronjob-deadline-too-short.md';

export default defineRule({
  id: 'kubernetes/cronjob-deadline-too-short',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const spec = object.get('spec');
        const node = spec?.get('startingDeadlineSeconds');
        if (spec?.kind !== 'map' || node?.number === undefined || node.number < 0 || node.number >= 10) return;
        ctx.report({
          at: node.span,
          message: `The controller looks every 10 seconds, so a run that may start at most ${node.number} seconds late may never start.`,
          fix: () => mergeFix('Let a run start a minute late', spec, { startingDeadlineSeconds: 60 }),
        });
      },
    },
  },
});
