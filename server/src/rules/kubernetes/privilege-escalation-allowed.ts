import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { privilegeEscalation } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './privilege-escalation-allowed.md';

export default defineRule({
  id: 'kubernetes/privilege-escalation-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'polaris:privilegeEscalationAllowed',
    'trivy-checks:KSV-0001',
    'checkov:CKV_K8S_20',
    'kubescape:rule-allow-privilege-escalation',
    'datree:CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION',
    'kubeaudit:privesc',
    'pod-security-admission:restricted/allowprivilegeescalation',
  ],
  fix: 'review',
  page,
  check: podSecurityCheck(privilegeEscalation, ', so a setuid program in the image can become root.'),
});
