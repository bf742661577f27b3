import { defineRule } from '../../engine/rule/define.js';
import { everRuns, readCron } from '../../languages/kubernetes/cron.js';
import { schedulePart } from '../shared/kubernetesJobs.js';
import page from './cron-schedule-never-runs.md';

export default defineRule({
  id: 'kubernetes/cron-schedule-never-runs',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const node = object.get('spec', 'schedule');
        const reading = node?.string === undefined ? undefined : readCron(node.string);
        if (node?.kind !== 'scalar' || reading?.schedule?.fields === undefined || everRuns(reading.schedule)) return;
        const { day, month } = reading.schedule.fields;
        ctx.report({
          at: schedulePart(node, day.from, month.to),
          message: `There is no day \`${day.text}\` in month \`${month.text}\`: the job never runs.`,
        });
      },
    },
  },
});
