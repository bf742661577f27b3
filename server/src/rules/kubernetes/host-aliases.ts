import { defineRule } from '../../engine/rule/define.js';
import { dropFix } from '../shared/kubernetesSecurityContext.js';
import page from './host-aliases.md';

export default defineRule({
  id: 'kubernetes/host-aliases',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:HostAliases', 'trivy-checks:KSV-0007'],
  fix: 'review',
  page,
  check: {
    where: ['hostAliases'],
    Pod(pod, ctx) {
      const entry = pod.spec.entry('hostAliases');
      if (entry === undefined || entry.value.isNull) return;
      ctx.report({
        at: entry.key.span,
        message: 'Names in `hostAliases` are fixed when the pod starts and hide what DNS says of them.',
        fix: () => dropFix('Remove `hostAliases`', pod, ['hostAliases']),
      });
    },
  },
});
