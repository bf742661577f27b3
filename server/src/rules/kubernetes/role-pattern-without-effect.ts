import { defineRule } from '../../engine/rule/define.js';
import { isProvided, isRole, policyRules, roleKinds } from '../shared/kubernetesRbac.js';
import page from './role-pattern-without-effect.md';

export default defineRule({
  id: 'kubernetes/role-pattern-without-effect',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      for (const rule of policyRules(object)) {
        for (const word of [...rule.resources.filter(({ content }) => !content.startsWith('*/')), ...rule.groups, ...rule.verbs]) {
          if (!word.content.includes('*') || word.content === '*') continue;
          ctx.report({
            at: word.span,
            message: `\`${word.content}\` matches nothing: RBAC knows \`*\` alone and \`*/subresource\`, no other pattern.`,
          });
        }
        for (const word of rule.names ?? []) {
          if (word.content.includes('*'))
            ctx.report({
              at: word.span,
              message: `\`${word.content}\` is taken as a name: \`resourceNames\` knows no patterns, so the rule allows nothing.`,
            });
        }
      }
    },
  },
});
