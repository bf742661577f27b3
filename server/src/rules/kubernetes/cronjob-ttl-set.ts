import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './cronjob-ttl-set.md';

export default defineRule({
  id: 'kubernetes/cronjob-ttl-set',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:job-ttl-seconds-after-finished'],
  fix: 'review',
  page,
  check: {
    Kind: {
      CronJob(object, ctx) {
        const job = object.get('spec', 'jobTemplate', 'spec');
        const entry = job?.kind === 'map' ? job.entry('ttlSecondsAfterFinished') : undefined;
        if (job?.kind !== 'map' || entry === undefined || entry.value.isNull) return;
        ctx.report({
          at: entry.key.span,
          message:
            'A CronJob keeps its last runs by `successfulJobsHistoryLimit` and `failedJobsHistoryLimit`: with a time to live besides, failed runs are gone before anybody looks.',
          fix: () => {
            const edits = removeEntry(job, 'ttlSecondsAfterFinished');
            return edits === undefined ? undefined : { title: 'Leave the history to the limits', edits };
          },
        });
      },
    },
  },
});
