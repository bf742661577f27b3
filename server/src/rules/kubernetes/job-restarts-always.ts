import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './job-restarts-always.md';

export default defineRule({
  id: 'kubernetes/job-restarts-always',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:cronjob-restartpolicy'],
  fix: 'review',
  page,
  check: {
    where: ['Job', 'CronJob'],
    Pod(pod, ctx) {
      const { object } = pod;
      if (object.kind !== 'Job' && object.kind !== 'CronJob') return;
      const policy = pod.get('restartPolicy');
      const isUnset = policy === undefined || policy.isNull;
      if (!isUnset && policy.string !== 'Always') return;
      ctx.report({
        at: isUnset ? pod.lackOf('restartPolicy') : policy.span,
        message: `${isUnset ? 'Without `restartPolicy` it is Always, and a' : 'A'} ${object.kind} takes only OnFailure or Never: the API server refuses it.`,
        fix: () =>
          [...(['OnFailure', 'Never'] as const)].flatMap(
            (value) => mergeFix(`Set \`restartPolicy: ${value}\``, pod.spec, { restartPolicy: value }) ?? [],
          ),
      });
    },
  },
});
