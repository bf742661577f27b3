import { defineRule } from '../../engine/rule/define.js';
import { accountName, accountsOf, accountSpan } from '../shared/kubernetesAccounts.js';
import { bindingKinds } from '../shared/kubernetesRbac.js';
import page from './service-account-token-with-rights.md';

export default defineRule({
  id: 'kubernetes/service-account-token-with-rights',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0261', 'kubescape:serviceaccount-token-mount'],
  fix: 'none',
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      const accounts = accountsOf(file);
      for (const pod of accounts.pods) {
        const bound = accounts.holdsToken(pod) ? accounts.rolesOf(pod)[0] : undefined;
        if (bound === undefined) continue;
        ctx.report({
          at: accountSpan(pod),
          message: `The pod holds the token of \`${accountName(pod) ?? ''}\`, which has the rights of \`${bound.binding.roleName ?? ''}\`.`,
        });
      }
    },
  },
});
