import { defineRule } from '../../engine/rule/define.js';
import { ofArgo, workflowKinds, workflowTemplates } from '../shared/kubernetesArgo.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './argo-dag-goes-on-after-failure.md';

export default defineRule({
  id: 'kubernetes/argo-dag-goes-on-after-failure',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_WORKFLOW_INCORRECT_FAILFAST_VALUE_FALSE'],
  fix: 'review',
  page,
  check: ofArgo(workflowKinds, (spec, _object, ctx) => {
    for (const template of workflowTemplates(spec)) {
      const dag = template.get('dag');
      const failFast = dag?.get('failFast');
      if (dag?.kind !== 'map' || failFast?.boolean !== false) continue;
      ctx.report({
        at: failFast.span,
        message: 'With `failFast: false` every branch runs to its end though the workflow has failed already.',
        fix: () => mergeFix('Set `failFast: true`', dag, { failFast: true }),
      });
    }
  }),
});
