import { defineRule } from '../../engine/rule/define.js';
import { fixWith, isProvided, isRole, policyRules, removeWords, roleKinds } from '../shared/kubernetesRbac.js';
import page from './role-names-limit-creation.md';

export default defineRule({
  id: 'kubernetes/role-names-limit-creation',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      for (const rule of policyRules(object)) {
        // The request for a subresource carries the name of the object.
        if (
          rule.names === undefined ||
          rule.resources.length === 0 ||
          rule.resources.some(({ content }) => content.includes('/') || content === '*')
        )
          continue;
        const verb = rule.verbs.find(({ content }) => content === 'create' || content === 'deletecollection');
        if (verb === undefined) continue;
        ctx.report({
          at: verb.span,
          message: `\`${verb.content}\` is never allowed here: such a request carries no name that \`resourceNames\` could match.`,
          fix: () =>
            fixWith(
              `Take \`${verb.content}\` out`,
              removeWords(rule.node, 'verbs', (text) => text === verb.content),
            ),
        });
      }
    },
  },
});
