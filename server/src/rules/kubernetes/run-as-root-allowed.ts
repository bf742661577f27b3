import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { runAsNonRoot } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './run-as-root-allowed.md';

export default defineRule({
  id: 'kubernetes/run-as-root-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0012',
    'kubesec:RunAsNonRoot',
    'datree:CONTAINERS_INCORRECT_RUNASNONROOT_VALUE',
    'pod-security-admission:restricted/runasnonroot',
  ],
  fix: 'review',
  page,
  check: podSecurityCheck(runAsNonRoot, ', so an image whose user is root runs as root.'),
});
