import { defineRule } from '../../engine/rule/define.js';
import { privilegeEscalation } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './privilege-escalation-enabled.md';

export default defineRule({
  id: 'kubernetes/privilege-escalation-enabled',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:AllowPrivilegeEscalation', 'kube-linter:privilege-escalation-container'],
  fix: 'review',
  templates: true,
  page,
  check: {
    Pod(pod, ctx) {
      for (const { at, container, fix } of privilegeEscalation(pod, 0)) {
        const node = container?.security('allowPrivilegeEscalation');
        if (node?.boolean !== true) continue;
        ctx.report({
          at,
          message: `\`allowPrivilegeEscalation: true\` lets a setuid program in container \`${container?.name ?? ''}\` become root.`,
          ...(fix === undefined ? {} : { fix }),
        });
      }
    },
  },
});
