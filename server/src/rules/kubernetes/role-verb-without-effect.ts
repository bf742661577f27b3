import { defineRule } from '../../engine/rule/define.js';
import { fixWith, isBuiltInGroup, isProvided, isRole, policyRules, removeWords, roleKinds } from '../shared/kubernetesRbac.js';
import page from './role-verb-without-effect.md';

/** Verbs that one kind of resource knows, and the pattern of those. */
const special: Readonly<Record<string, RegExp>> = {
  impersonate: /^(?:users|groups|serviceaccounts|uids|userextras.*)$/,
  bind: /^(?:cluster)?roles$/,
  escalate: /^(?:cluster)?roles$/,
  approve: /^signers$/,
  sign: /^signers$/,
  attest: /^signers$/,
};

export default defineRule({
  id: 'kubernetes/role-verb-without-effect',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['datree:CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE', 'trivy-checks:KSV-0050'],
  fix: 'review',
  page,
  check: {
    where: roleKinds,
    Object(object, ctx) {
      if (!isRole(object) || isProvided(object)) return;
      for (const rule of policyRules(object)) {
        if (rule.resources.length === 0 || !rule.groups.every(({ content }) => content === '*' || isBuiltInGroup(content))) continue;
        for (const verb of rule.verbs) {
          const known = Object.hasOwn(special, verb.content) ? special[verb.content] : undefined;
          if (known === undefined || rule.resources.some(({ content }) => content === '*' || known.test(content))) continue;
          const on = rule.resources.map(({ content }) => `\`${content}\``).join(', ');
          ctx.report({
            at: verb.span,
            message: `\`${verb.content}\` means nothing on ${on}: the API never asks for it there.`,
            fix: () =>
              fixWith(
                `Take \`${verb.content}\` out`,
                removeWords(rule.node, 'verbs', (text) => text === verb.content),
              ),
          });
        }
      }
    },
  },
});
