import { defineRule } from '../../engine/rule/define.js';
import { accountName, accountSpan } from '../shared/kubernetesAccounts.js';
import page from './dashboard-account-used.md';

export default defineRule({
  id: 'kubernetes/dashboard-account-used',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0014', 'kubescape:rule-access-dashboard-wl-v1'],
  fix: 'none',
  page,
  check: {
    where: ['serviceAccountName', 'serviceAccount'],
    Pod(pod, ctx) {
      if (accountName(pod) !== 'kubernetes-dashboard') return;
      ctx.report({ at: accountSpan(pod), message: 'The pod runs as the Kubernetes dashboard and has all of its rights.' });
    },
  },
});
