import { defineRule } from '../../engine/rule/define.js';
import { appArmorAnnotation } from '../../languages/kubernetes/podSecurity.js';
import { inForce, setFix, Who } from '../shared/kubernetesSecurityContext.js';
import page from './apparmor-profile-missing.md';

export default defineRule({
  id: 'kubernetes/apparmor-profile-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kubesec:ApparmorAny', 'kubeaudit:apparmor'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const { pod } = container;
      const type = inForce(container, 'appArmorProfile', 'type');
      const annotation = pod.annotations.get(`${appArmorAnnotation}${container.name ?? ''}`);
      if (pod.isWindows || type?.isUnknown === true || (type !== undefined && type.string !== 'Unconfined')) return;
      if (annotation !== undefined && annotation !== 'unconfined') return;
      ctx.report({
        at: type?.span ?? container.lackOf('securityContext', 'appArmorProfile'),
        message: `${Who(container)} names no AppArmor profile: where the node has AppArmor, the runtime decides.`,
        fix: () => setFix('Set `appArmorProfile.type: RuntimeDefault`', container, { appArmorProfile: { type: 'RuntimeDefault' } }),
      });
    },
  },
});
