import { defineRule } from '../../engine/rule/define.js';
import { appArmorAnnotation } from '../../languages/kubernetes/podSecurity.js';
import { capabilities, inForce, isListUnknown, plainName, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './linux-hardening-absent.md';

export default defineRule({
  id: 'kubernetes/linux-hardening-absent',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:linuxHardening', 'kubescape:linux-hardening'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const { pod } = container;
      if (pod.isWindows || pod.annotations.has(`${appArmorAnnotation}${container.name ?? ''}`)) return;
      if (inForce(container, 'appArmorProfile') !== undefined) return;
      const profile = inForce(container, 'seccompProfile', 'type');
      if (profile !== undefined && profile.string !== 'Unconfined') return;
      const selinux = inForce(container, 'seLinuxOptions');
      if (selinux !== undefined && (selinux.kind !== 'map' || selinux.allEntries().length > 0)) return;
      const drops = isListUnknown(container, 'drop') || capabilities(container, 'drop').length > 0;
      if (drops && !capabilities(container, 'add').some(({ name }) => plainName(name) === 'ALL')) return;
      ctx.report({
        at: container.lackOf('securityContext'),
        message: `${Who(container)} has none of AppArmor, seccomp, SELinux and dropped capabilities.`,
        fix: () => setFix('Set `seccompProfile.type: RuntimeDefault`', container, { seccompProfile: { type: 'RuntimeDefault' } }),
      });
    },
  },
});
