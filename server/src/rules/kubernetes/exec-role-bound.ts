import { defineRule } from '../../engine/rule/define.js';
import { grantOf, policyRules, rbacOf, roleSpan, bindingKinds } from '../shared/kubernetesRbac.js';
import page from './exec-role-bound.md';

const right = { on: { '': ['pods/exec', 'pods/attach'] }, verbs: ['get', 'create'] };

export default defineRule({
  id: 'kubernetes/exec-role-bound',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: [
    'polaris:clusterrolebindingPodExecAttach',
    'polaris:rolebindingClusterRolePodExecAttach',
    'polaris:rolebindingRolePodExecAttach',
  ],
  fix: 'none',
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      const rbac = rbacOf(file);
      for (const binding of rbac.bindings) {
        const role = rbac.roleOf(binding);
        if (role === undefined || !policyRules(role).some((rule) => grantOf(rule, right) !== undefined)) continue;
        ctx.report({
          at: roleSpan(binding),
          message: `\`${binding.roleName ?? ''}\` opens shells in pods, so its subjects have all that these pods have.`,
        });
      }
    },
  },
});
