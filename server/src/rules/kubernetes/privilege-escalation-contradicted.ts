import { defineRule } from '../../engine/rule/define.js';
import { capabilities, dropItemFix, setFix } from '../shared/kubernetesSecurityContext.js';
import page from './privilege-escalation-contradicted.md';

export default defineRule({
  id: 'kubernetes/privilege-escalation-contradicted',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const node = container.security('allowPrivilegeEscalation');
      if (node?.boolean !== false) return;
      const name = container.name ?? '';
      if (container.security('privileged')?.boolean === true) {
        ctx.report({
          at: node.span,
          message: `Container \`${name}\` is privileged and forbids privilege escalation: the API refuses the two together.`,
          fix: () => setFix('Set `privileged: false`', container, { privileged: false }),
        });
      }
      const admin = capabilities(container, 'add').find((capability) => capability.name === 'CAP_SYS_ADMIN');
      if (admin === undefined) return;
      ctx.report({
        at: admin.node.span,
        message: `\`CAP_SYS_ADMIN\` beside \`allowPrivilegeEscalation: false\`: the API refuses the two together.`,
        fix: () => dropItemFix('Remove `CAP_SYS_ADMIN`', container, ['securityContext', 'capabilities', 'add'], admin.index),
      });
    },
  },
});
