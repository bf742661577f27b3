import { defineRule } from '../../engine/rule/define.js';
import { ofArgo, workflowKinds, workflowTemplates } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-retry-strategy-empty.md';

export default defineRule({
  id: 'kubernetes/argo-retry-strategy-empty',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_WORKFLOW_INCORRECT_RETRY_STRATEGY_VALUE_EMPTY'],
  fix: 'review',
  page,
  check: ofArgo(workflowKinds, (spec, _object, ctx) => {
    for (const template of workflowTemplates(spec)) {
      const retry = template.entry('retryStrategy');
      if (retry?.value.kind !== 'map' || retry.value.allEntries().length > 0) continue;
      const { value } = retry;
      ctx.report({
        at: retry.key.span,
        message: 'An empty `retryStrategy` tries again without an end: a step that cannot succeed starts pod after pod.',
        fix: () => mergeFix('Try three more times', value, { limit: '3' }),
      });
    }
  }),
});
