import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { selinuxUsersAndRoles } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './selinux-user-or-role-set.md';

export default defineRule({
  id: 'kubernetes/selinux-user-or-role-set',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0025',
    'datree:EKS_INVALID_SELINUXOPTIONS_USER_VALUE',
    'datree:EKS_INVALID_SELINUXOPTIONS_ROLE_VALUE',
    'pod-security-admission:baseline/selinuxoptions',
    'pod-security-admission:restricted/selinuxoptions',
  ],
  fix: 'review',
  page,
  check: {
    where: ['seLinuxOptions'],
    ...podSecurityCheck(selinuxUsersAndRoles, ': admission leaves users and roles to the runtime and refuses the pod.'),
  },
});
