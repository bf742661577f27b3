import { defineRule } from '../../engine/rule/define.js';
import { setFix } from '../shared/kubernetesSecurityContext.js';
import page from './security-context-missing.md';

export default defineRule({
  id: 'kubernetes/security-context-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_29', 'trivy-checks:KSV-0118', 'datree:CIS_MISSING_KEY_SECURITYCONTEXT'],
  fix: 'review',
  page,
  check: {
    Pod(pod, ctx) {
      const context = pod.get('securityContext');
      if (context?.isUnknown === true || (context?.kind === 'map' && context.allEntries().some(({ key }) => !key.content.startsWith('__'))))
        return;
      ctx.report({
        at: pod.lackOf('securityContext'),
        message: 'The pod has no security context: user, groups and seccomp profile are those of image and node.',
        fix: () =>
          setFix('Set `runAsNonRoot: true` and a seccomp profile', pod, { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
      });
    },
  },
});
