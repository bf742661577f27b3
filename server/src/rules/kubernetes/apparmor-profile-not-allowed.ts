import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { appArmorProfile } from '../shared/kubernetesPodSecurityBaseline.js';
import page from './apparmor-profile-not-allowed.md';

export default defineRule({
  id: 'kubernetes/apparmor-profile-not-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0002',
    'kubeaudit:apparmor',
    'pod-security-admission:baseline/apparmorprofile',
    'pod-security-admission:restricted/apparmorprofile',
  ],
  fix: 'review',
  page,
  check: {
    where: ['appArmorProfile', 'annotations'],
    ...podSecurityCheck(appArmorProfile, ', which is none of `RuntimeDefault` and `Localhost`.'),
  },
});
