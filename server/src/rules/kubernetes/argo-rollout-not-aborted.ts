import { defineRule } from '../../engine/rule/define.js';
import { ofArgo } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-rollout-not-aborted.md';

export default defineRule({
  id: 'kubernetes/argo-rollout-not-aborted',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_ROLLOUT_INCORRECT_PROGRESS_DEADLINE_ABORT_VALUE_FALSE'],
  fix: 'review',
  page,
  check: ofArgo(['Rollout'], (spec, object, ctx) => {
    const abort = spec.get('progressDeadlineAbort');
    if (abort?.boolean === true || abort?.isUnknown === true) return;
    ctx.report({
      at: abort !== undefined && !abort.isNull ? abort.span : object.lackOf('spec', 'progressDeadlineAbort'),
      message: 'A rollout that makes no progress is only marked as degraded: without `progressDeadlineAbort: true` it goes on trying.',
      fix: () => mergeFix('Abort after the deadline', spec, { progressDeadlineAbort: true }),
    });
  }),
});
