import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { jobsOf } from '../shared/kubernetesJobs.js';
import page from './parallelism-above-completions.md';

export default defineRule({
  id: 'kubernetes/parallelism-above-completions',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['Job', 'CronJob'],
    Object(object, ctx) {
      for (const { spec } of jobsOf(object)) {
        const [parallel, wanted] = [spec.get('parallelism'), spec.get('completions')?.number];
        if (parallel?.number === undefined || wanted === undefined || wanted < 1 || parallel.number <= wanted) continue;
        ctx.report({
          at: parallel.span,
          message: `Never more than \`completions\` ${wanted} pods run at once, so \`parallelism\` ${parallel.number} is not reached.`,
          fix: () => mergeFix(`Set \`parallelism: ${wanted}\``, spec, { parallelism: wanted }),
        });
      }
    },
  },
});
