import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { selinuxTypes } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './selinux-type-not-allowed.md';

export default defineRule({
  id: 'kubernetes/selinux-type-not-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0025',
    'datree:EKS_INVALID_SELINUXOPTIONS_TYPE_VALUE',
    'pod-security-admission:baseline/selinuxoptions',
    'pod-security-admission:restricted/selinuxoptions',
  ],
  fix: 'review',
  page,
  check: {
    where: ['seLinuxOptions'],
    ...podSecurityCheck(selinuxTypes, ', which is not one for containers.'),
  },
});
