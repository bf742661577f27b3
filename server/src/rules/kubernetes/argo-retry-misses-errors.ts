import { defineRule } from '../../engine/rule/define.js';
import { ofArgo, workflowKinds, workflowTemplates } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-retry-misses-errors.md';

const wanted = 'lastRetry.status == "Error" or (lastRetry.status == "Failed" and asInt(lastRetry.exitCode) not in [0])';

export default defineRule({
  id: 'kubernetes/argo-retry-misses-errors',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_WORKFLOW_ENSURE_RETRY_ON_BOTH_ERROR_AND_TRANSIENT_ERROR'],
  fix: 'review',
  page,
  check: ofArgo(workflowKinds, (spec, _object, ctx) => {
    for (const template of workflowTemplates(spec)) {
      const retry = template.get('retryStrategy');
      if (retry?.kind !== 'map' || retry.get('retryPolicy')?.string !== 'Always') continue;
      const expression = retry.get('expression');
      if (expression?.isUnknown === true || /lastRetry\.status\s*==\s*["']Error["']/.test(expression?.string ?? '')) continue;
      ctx.report({
        at: expression?.span ?? retry.entry('retryPolicy')?.key.span ?? retry.span,
        message: `The policy tries again always, but ${expression === undefined ? 'no `expression` says' : 'its `expression` does not say'} which errors are worth it: errors of Argo itself belong to them.`,
        fix: () => mergeFix('Try again after errors and real failures', retry, { expression: wanted }),
      });
    }
  }),
});
