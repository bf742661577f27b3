import { defineRule } from '../../engine/rule/define.js';
import { grantOf, isEverything, isProvided, policyRules } from '../shared/kubernetesRbac.js';
import page from './role-approves-certificates.md';

const group = 'certificates.k8s.io';

export default defineRule({
  id: 'kubernetes/role-approves-certificates',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_156'],
  fix: 'none',
  page,
  check: {
    Kind: {
      ClusterRole(role, ctx) {
        if (isProvided(role)) return;
        const rules = policyRules(role);
        const approves = rules.some((rule) => grantOf(rule, { on: { [group]: ['signers'] }, verbs: ['approve'] }) !== undefined);
        if (!approves) return;
        for (const rule of rules) {
          const grant = grantOf(rule, { on: { [group]: ['certificatesigningrequests/approval'] }, verbs: ['update', 'patch'] });
          if (grant === undefined || isEverything(rule)) continue;
          ctx.report({
            at: grant.resource.span,
            message: `\`${grant.verb.content}\` on \`${grant.resource.content}\` with \`approve\` on signers issues client certificates for any user.`,
          });
          return;
        }
      },
    },
  },
});
