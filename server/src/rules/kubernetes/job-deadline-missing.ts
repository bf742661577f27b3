import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { jobsOf } from '../shared/kubernetesJobs.js';
import page from './job-deadline-missing.md';

export default defineRule({
  id: 'kubernetes/job-deadline-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:enforce-pod-duration'],
  fix: 'review',
  page,
  check: {
    where: ['Job', 'CronJob'],
    Object(object, ctx) {
      for (const { spec, path } of jobsOf(object)) {
        if (spec.has('activeDeadlineSeconds') || spec.get('template', 'spec', 'activeDeadlineSeconds') !== undefined) continue;
        ctx.report({
          at: object.lackOf(...path),
          message: `\`${object.name ?? ''}\` has no \`activeDeadlineSeconds\`: a run that hangs goes on for ever.`,
          fix: () => mergeFix('End a run after an hour', spec, { activeDeadlineSeconds: 3600 }),
        });
      }
    },
  },
});
