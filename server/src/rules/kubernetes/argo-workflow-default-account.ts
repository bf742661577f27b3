import { defineRule } from '../../engine/rule/define.js';
import { ofArgo, workflowKinds } from '../shared/kubernetesArgo.js';
import page from './argo-workflow-default-account.md';

export default defineRule({
  id: 'kubernetes/argo-workflow-default-account',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:ARGO_WORKFLOW_INCORRECT_SERVICE_ACCOUNT_NAME_VALUE_DEFAULT'],
  fix: 'none',
  page,
  check: ofArgo(workflowKinds, (spec, object, ctx) => {
    const account = spec.get('serviceAccountName');
    if (account !== undefined && !account.isNull && account.string !== 'default') return;
    ctx.report({
      at: account?.string === 'default' ? account.span : object.lackOf('spec', ...(object.kind === 'CronWorkflow' ? ['workflowSpec'] : [])),
      message: 'The workflow runs as the default service account: what its steps need, every pod of the namespace gets.',
    });
  }),
});
