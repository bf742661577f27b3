import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './service-account-automounts.md';

export default defineRule({
  id: 'kubernetes/service-account-automounts',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE', 'kubescape:automount-service-account', 'kubescape:C-0190'],
  fix: 'review',
  page,
  check: {
    Kind: {
      ServiceAccount(account, ctx) {
        const mount = account.get('automountServiceAccountToken');
        if (mount?.boolean === false || mount?.isUnknown === true) return;
        ctx.report({
          at: mount?.span ?? account.anchor,
          message: `Pods that run as \`${account.name ?? ''}\` get its token unless they refuse it.`,
          fix: () => mergeFix('Set `automountServiceAccountToken: false`', account.root, { automountServiceAccountToken: false }),
        });
      },
    },
  },
});
