import { defineRule } from '../../engine/rule/define.js';
import { allowsEverything, rbacOf, roleSpan, bindingKinds } from '../shared/kubernetesRbac.js';
import page from './cluster-admin-binding.md';

export default defineRule({
  id: 'kubernetes/cluster-admin-binding',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:cluster-admin-role-binding',
    'polaris:clusterrolebindingClusterAdmin',
    'trivy-checks:KSV-0111',
    'kubescape:C-0185',
    'kubescape:cluster-admin-role',
    'datree:CIS_INVALID_ROLE_CLUSTER_ADMIN',
    'kyverno:restrict-binding-clusteradmin',
  ],
  fix: 'none',
  page,
  check: {
    where: bindingKinds,
    File(file, ctx) {
      const rbac = rbacOf(file);
      for (const binding of rbac.bindings) {
        if (!binding.isClusterWide || binding.roleKind !== 'ClusterRole') continue;
        const isNamed = binding.roleName === 'cluster-admin';
        const role = rbac.roleOf(binding);
        if (!isNamed && (role === undefined || !allowsEverything(role))) continue;
        ctx.report({
          at: roleSpan(binding),
          message: `\`${binding.roleName ?? ''}\`${isNamed ? '' : ' allows everything, so it'} makes its subjects owners of the whole cluster.`,
        });
      }
    },
  },
});
