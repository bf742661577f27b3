import { defineRule } from '../../engine/rule/define.js';
import { allowsEverything, rbacOf, roleSpan, bindingKinds } from '../shared/kubernetesRbac.js';
import page from './namespace-admin-binding.md';

export default defineRule({
  id: 'kubernetes/namespace-admin-binding',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'polaris:rolebindingClusterAdminClusterRole',
    'polaris:rolebindingClusterAdminRole',
    'trivy-checks:KSV-0111',
    'datree:CIS_INVALID_ROLE_CLUSTER_ADMIN',
  ],
  fix: 'none',
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      const rbac = rbacOf(file);
      for (const binding of rbac.bindings) {
        if (binding.isClusterWide) continue;
        const isNamed = binding.roleName === 'cluster-admin' && binding.roleKind === 'ClusterRole';
        const role = rbac.roleOf(binding);
        if (!isNamed && (role === undefined || !allowsEverything(role))) continue;
        ctx.report({
          at: roleSpan(binding),
          message: `\`${binding.roleName ?? ''}\` gives its subjects everything in the namespace, its Secrets and its quota included.`,
        });
      }
    },
  },
});
