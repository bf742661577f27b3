import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './progress-deadline-too-short.md';

export default defineRule({
  id: 'kubernetes/progress-deadline-too-short',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      Deployment(object, ctx) {
        const spec = object.get('spec');
        const [deadline, ready] = [spec?.get('progressDeadlineSeconds'), spec?.get('minReadySeconds')];
        if (spec?.kind !== 'map') return;
        const seconds = deadline === undefined || deadline.isNull ? 600 : deadline.number;
        const wait = ready === undefined || ready.isNull ? 0 : ready.number;
        if (seconds === undefined || wait === undefined || seconds < 0 || seconds > wait) return;
        const enough = wait + 600;
        ctx.report({
          at: (deadline?.number === undefined ? ready : deadline)?.span ?? object.anchor,
          message: `A rollout has ${seconds} seconds for each step, and a pod counts only after ${wait}: the API server wants \`progressDeadlineSeconds\` to be the longer one.`,
          fix: () => mergeFix(`Set \`progressDeadlineSeconds: ${enough}\``, spec, { progressDeadlineSeconds: enough }),
        });
      },
    },
  },
});
