import { defineRule } from '../../engine/rule/define.js';
import { eachBinding } from '../shared/kubernetesRbac.js';
import page from './default-account-bound.md';

export default defineRule({
  id: 'kubernetes/default-account-bound',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_42',
    'kubescape:C-0225',
    'kubescape:C-0239',
    'kubescape:ensure-default-service-accounts-has-only-default-roles',
  ],
  fix: 'none',
  page,
  check: eachBinding((binding, ctx) => {
    for (const subject of binding.subjects) {
      if (subject.kind !== 'ServiceAccount' || subject.name !== 'default') continue;
      ctx.report({
        at: (subject.node.get('name') ?? subject.node).span,
        message: `The account \`default\` gets \`${binding.roleName ?? ''}\`: every pod of the namespace that names no account has these rights.`,
      });
    }
  }),
});
