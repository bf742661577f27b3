import { defineRule } from '../../engine/rule/define.js';
import { eachBinding, roleSpan } from '../shared/kubernetesRbac.js';
import page from './admin-role-bound.md';

export default defineRule({
  id: 'kubernetes/admin-role-bound',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0111'],
  fix: 'none',
  page,
  check: eachBinding((binding, ctx) => {
    if (binding.roleName !== 'admin' && binding.roleName !== 'edit') return;
    ctx.report({
      at: roleSpan(binding),
      message: `\`${binding.roleName}\` writes workloads, and so reads every Secret and acts as every service account of the namespace.`,
    });
  }),
});
