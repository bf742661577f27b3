import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { procMountWithUsers } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './proc-mount-in-user-namespace.md';

export default defineRule({
  id: 'kubernetes/proc-mount-in-user-namespace',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'polaris:procMount',
    'kube-linter:unsafe-proc-mount',
    'trivy-checks:KSV-0027',
    'pod-security-admission:restricted/procmount_restricted',
  ],
  fix: 'review',
  page,
  check: {
    where: ['procMount'],
    ...podSecurityCheck(procMountWithUsers, ': level `restricted` refuses it even with users of its own.', 'restricted'),
  },
});
