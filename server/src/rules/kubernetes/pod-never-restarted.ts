import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './pod-never-restarted.md';

export default defineRule({
  id: 'kubernetes/pod-never-restarted',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:restart-policy'],
  fix: 'review',
  page,
  check: {
    where: ['restartPolicy'],
    Pod(pod, ctx) {
      const policy = pod.get('restartPolicy');
      if (policy?.string !== 'Never') return;
      ctx.report({
        at: policy.span,
        message: '`Never` leaves a container that fails as it is: nothing tries again in this pod.',
        fix: () => mergeFix('Set `restartPolicy: OnFailure`', pod.spec, { restartPolicy: 'OnFailure' }),
      });
    },
  },
});
