import { defineRule } from '../../engine/rule/define.js';
import page from './seccomp-localhost-profile.md';

export default defineRule({
  id: 'kubernetes/seccomp-localhost-profile',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:set-seccomp-profile-RuntimeDefault', 'kubescape:set-seccomp-profile', 'checkov:CKV_K8S_31'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      for (const holder of [pod, ...pod.allContainers]) {
        const type = holder.get('securityContext', 'seccompProfile', 'type');
        if (type?.string !== 'Localhost') continue;
        const file = holder.get('securityContext', 'seccompProfile', 'localhostProfile')?.scalarText;
        ctx.report({
          at: type.span,
          message: `The seccomp profile ${file === undefined ? '' : `\`${file}\` `}has to lie on every node, or the container does not start.`,
        });
      }
    },
  },
});
