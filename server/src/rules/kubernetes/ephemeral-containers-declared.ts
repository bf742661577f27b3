import { defineRule } from '../../engine/rule/define.js';
import { dropFix } from '../shared/kubernetesSecurityContext.js';
import page from './ephemeral-containers-declared.md';

export default defineRule({
  id: 'kubernetes/ephemeral-containers-declared',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['ephemeralContainers'],
    Pod(pod, ctx) {
      const entry = pod.spec.entry('ephemeralContainers');
      if (entry === undefined || entry.value.items.length === 0) return;
      ctx.report({
        at: entry.key.span,
        message: 'Ephemeral containers are added to a running pod: the API refuses them in a manifest.',
        fix: () => dropFix('Remove `ephemeralContainers`', pod, ['ephemeralContainers']),
      });
    },
  },
});
