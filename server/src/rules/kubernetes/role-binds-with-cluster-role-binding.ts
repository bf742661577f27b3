import { defineRule } from '../../engine/rule/define.js';
import { bindsAnything, isProvided, isRole, roleKinds } from '../shared/kubernetesRbac.js';
import page from './role-binds-with-cluster-role-binding.md';

export default defineRule({
  id: 'kubernetes/role-binds-with-cluster-role-binding',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0052'],
  fix: 'none',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      const grant = bindsAnything(object, 'clusterrolebindings');
      if (grant === undefined) return;
      ctx.report({
        at: grant.resource.span,
        message: 'The role creates `clusterrolebindings` and may `bind` any role. It gives `cluster-admin` to anybody.',
      });
    },
  },
});
