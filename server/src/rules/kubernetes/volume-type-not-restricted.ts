import { defineRule } from '../../engine/rule/define.js';
import { podSecurityCheck } from '../shared/kubernetesPodSecurity.js';
import { refusedVolumes } from '../shared/kubernetesPodSecurityRestricted.js';
import page from './volume-type-not-restricted.md';

export default defineRule({
  id: 'kubernetes/volume-type-not-restricted',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0028', 'pod-security-admission:restricted/restrictedvolumes'],
  fix: 'none',
  page,
  check: podSecurityCheck(
    refusedVolumes,
    ', which level `restricted` refuses: a PersistentVolumeClaim leaves the choice to the cluster.',
    'restricted',
  ),
});
