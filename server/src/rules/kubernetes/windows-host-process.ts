import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { windowsHostProcess } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './windows-host-process.md';

export default defineRule({
  id: 'kubernetes/windows-host-process',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:hostProcess',
    'trivy-checks:KSV-0103',
    'datree:EKS_INVALID_HOSTPROCESS_VALUE',
    'kubescape:set-hostprocess-true',
    'pod-security-admission:baseline/windowshostprocess',
    'pod-security-admission:restricted/windowshostprocess',
  ],
  fix: 'review',
  page,
  check: {
    where: ['hostProcess'],
    ...podSecurityCheck(windowsHostProcess, ': on Windows it runs as a program of the node.'),
  },
});
