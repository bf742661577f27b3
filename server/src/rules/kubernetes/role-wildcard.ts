import { defineRule } from '../../engine/rule/define.js';
import { fixWith, isEverything, isProvided, isRole, onlyVerbs, policyRules, readVerbs, roleKinds } from '../shared/kubernetesRbac.js';
import page from './role-wildcard.md';

export default defineRule({
  id: 'kubernetes/role-wildcard',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kube-linter:wildcard-in-rules', 'checkov:CKV_K8S_49', 'kubescape:C-0187', 'datree:CIS_INVALID_WILDCARD_ROLE'],
  fix: 'review',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      for (const rule of policyRules(object)) {
        const star = [...rule.verbs, ...rule.resources, ...rule.groups].find((word) => word.content === '*');
        if (star === undefined || isEverything(rule)) continue;
        const key = rule.verbs.includes(star) ? 'verbs' : rule.resources.includes(star) ? 'resources' : 'apiGroups';
        ctx.report({
          at: star.span,
          message: `\`*\` in \`${key}\` allows more than anybody can name, and what later versions add.`,
          fix: () => (key === 'verbs' ? fixWith('Allow only `get`, `list` and `watch`', onlyVerbs(rule, readVerbs)) : undefined),
        });
      }
    },
  },
});
