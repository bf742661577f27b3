import { defineRule } from '../../engine/rule/define.js';
import { inForce, Who } from '../shared/kubernetesSecurityContext.js';
import page from './selinux-options-unset.md';

export default defineRule({
  id: 'kubernetes/selinux-options-unset',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:set-seLinuxOptions'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      if (container.role !== 'main' || container.pod.isWindows || inForce(container, 'seLinuxOptions') !== undefined) return;
      ctx.report({
        at: container.lackOf('securityContext', 'seLinuxOptions'),
        message: `${Who(container)} leaves its SELinux label to the runtime.`,
      });
    },
  },
});
