import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { capabilitiesAdded, capabilitiesMisspelled } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './capabilities-not-restricted.md';

export default defineRule({
  id: 'kubernetes/capabilities-not-restricted',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0106', 'pod-security-admission:restricted/capabilities_restricted'],
  fix: 'review',
  page,
  check: podSecurityCheck(
    (pod, minor) => [...capabilitiesMisspelled(pod, minor), ...capabilitiesAdded(pod, minor)],
    ': level `restricted` refuses the pod.',
    'restricted',
  ),
});
