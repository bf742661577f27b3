import { defineRule } from '../../engine/rule/define.js';
import { isListUnknown, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './capabilities-none-dropped.md';

export default defineRule({
  id: 'kubernetes/capabilities-none-dropped',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:CapDropAny', 'trivy-checks:KSV-0004'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const items = container.security('capabilities', 'drop')?.items ?? [];
      if (isListUnknown(container, 'drop') || (items.length > 0 && items.every((item) => !item.isNull))) return;
      ctx.report({
        at: container.lackOf('securityContext', 'capabilities', 'drop'),
        message: items.length === 0 ? `${Who(container)} drops no capability.` : `${Who(container)} drops a capability without a name.`,
        fix: () => (items.length === 0 ? setFix('Drop `ALL`', container, { capabilities: { drop: ['ALL'] } }) : undefined),
      });
    },
  },
});
