import { defineRule } from '../../engine/rule/define.js';
import { joinsDays, readCron } from '../../languages/kubernetes/cron.js';
import { schedulePart } from '../shared/kubernetesJobs.js';
import page from './cron-days-joined.md';

export default defineRule({
  id: 'kubernetes/cron-days-joined',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const node = object.get('spec', 'schedule');
        const reading = node?.string === undefined ? undefined : readCron(node.string);
        if (node?.kind !== 'scalar' || reading?.schedule?.fields === undefined || !joinsDays(reading.schedule)) return;
        const { day, weekday } = reading.schedule.fields;
        ctx.report({
          at: schedulePart(node, weekday.from, weekday.to),
          message: `Day of the month \`${day.text}\` and day of the week \`${weekday.text}\` are joined by "or": it runs on each of both, not only where they meet.`,
        });
      },
    },
  },
});
