import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { seccompBaseline } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './seccomp-unconfined.md';

export default defineRule({
  id: 'kubernetes/seccomp-unconfined',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kubesec:SeccompUnconfined',
    'kubeaudit:seccomp',
    'pod-security-admission:baseline/seccompprofile_baseline',
    'pod-security-admission:restricted/seccompprofile_baseline',
    'pod-security-admission:restricted/seccompprofile_restricted',
  ],
  fix: 'review',
  page,
  check: podSecurityCheck(seccompBaseline, ': nothing keeps it from system calls that lead to the kernel.'),
});
