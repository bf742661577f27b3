import { defineRule } from '../../engine/rule/define.js';
import { addedCheck } from '../shared/kubernetesCapabilities.js';
import page from './sys-admin-added.md';

export default defineRule({
  id: 'kubernetes/sys-admin-added',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kubesec:CapSysAdmin',
    'trivy-checks:KSV-0005',
    'checkov:CKV_K8S_39',
    'kubescape:rule-privileged-container',
    'kube-linter:privilege-escalation-container',
  ],
  fix: 'review',
  page,
  check: addedCheck((name) => name === 'SYS_ADMIN'),
});
