import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './default-account-automounts.md';

export default defineRule({
  id: 'kubernetes/default-account-automounts',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_41',
    'datree:CIS_INVALID_VALUE_AUTOMOUNTSERVICEACCOUNTTOKEN',
    'kubescape:C-0189',
    'kubescape:automount-default-service-account',
  ],
  fix: 'review',
  page,
  check: {
    Kind: {
      ServiceAccount(account, ctx) {
        const mount = account.get('automountServiceAccountToken');
        if (account.name !== 'default' || mount?.boolean === false || mount?.isUnknown === true) return;
        ctx.report({
          at: mount?.span ?? account.anchor,
          message: 'The account `default` is written down and still gives its token to every pod that names no account.',
          fix: () => mergeFix('Set `automountServiceAccountToken: false`', account.root, { automountServiceAccountToken: false }),
        });
      },
    },
  },
});
