import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { seccompUnset } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './seccomp-unset.md';

export default defineRule({
  id: 'kubernetes/seccomp-unset',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['pod-security-admission:restricted/seccompprofile_restricted'],
  fix: 'review',
  page,
  check: podSecurityCheck(seccompUnset, ', so it may use every system call unless the node says otherwise.'),
});
