import { defineRule } from '../../engine/rule/define.js';
import { accountName, accountSpan } from '../shared/kubernetesAccounts.js';
import page from './default-account-used.md';

export default defineRule({
  id: 'kubernetes/default-account-used',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:default-service-account', 'kubesec:ServiceAccountName', 'kubescape:C-0189'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      if (accountName(pod) !== 'default' || pod.get('automountServiceAccountToken')?.boolean === false) return;
      ctx.report({
        at: accountSpan(pod),
        message: 'The pod runs as the account `default`, like every other that names none: a right for one is a right for all.',
      });
    },
  },
});
