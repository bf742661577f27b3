import { defineRule } from '../../engine/rule/define.js';
import { readTimeZone } from '../../languages/kubernetes/cron.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './cron-time-zone-unknown.md';

export default defineRule({
  id: 'kubernetes/cron-time-zone-unknown',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const spec = object.get('spec');
        const node = spec?.get('timeZone');
        if (spec?.kind !== 'map' || node?.string === undefined) return;
        const { isKnown, meant } = readTimeZone(node.string);
        if (isKnown) return;
        ctx.report({
          at: node.span,
          message: `\`${node.string}\` is no name of the time zone database${meant === undefined ? '' : `, but \`${meant}\` is`}: the API server refuses the CronJob.`,
          fix: () => (meant === undefined ? undefined : mergeFix(`Change to \`${meant}\``, spec, { timeZone: meant })),
        });
      },
    },
  },
});
