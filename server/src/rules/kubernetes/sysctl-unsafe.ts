import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { sysctls } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './sysctl-unsafe.md';

export default defineRule({
  id: 'kubernetes/sysctl-unsafe',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:unsafe-sysctls',
    'trivy-checks:KSV-0026',
    'kubescape:set-sysctls-params',
    'pod-security-admission:baseline/sysctls',
    'pod-security-admission:restricted/sysctls',
  ],
  fix: 'review',
  page,
  check: {
    where: ['sysctls'],
    ...podSecurityCheck(sysctls, ': nodes refuse the pod unless their kubelet allows it.'),
  },
});
