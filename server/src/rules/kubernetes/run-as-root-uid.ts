import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck, runAsUser } from '../shared/kubernetesPodSecurity.js';
import page from './run-as-root-uid.md';

export default defineRule({
  id: 'kubernetes/run-as-root-uid',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0105', 'kubeaudit:nonroot', 'pod-security-admission:restricted/runasuser'],
  fix: 'review',
  page,
  check: podSecurityCheck(runAsUser, ': what breaks out of it is root on the node.'),
});
