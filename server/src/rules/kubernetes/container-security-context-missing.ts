import { defineRule } from '../../engine/rule/define.js';
import { given, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './container-security-context-missing.md';

export default defineRule({
  id: 'kubernetes/container-security-context-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_30'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const context = given(container.get('securityContext'));
      if (context !== undefined && (context.kind !== 'map' || context.allEntries().length > 0)) return;
      ctx.report({
        at: container.lackOf('securityContext'),
        message: `${Who(container)} has no security context: it keeps the default capabilities and may gain more.`,
        fix: () =>
          setFix('Forbid privilege escalation and drop capabilities', container, {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          }),
      });
    },
  },
});
