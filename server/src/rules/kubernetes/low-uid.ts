import { defineRule } from '../../engine/rule/define.js';
import { lowIdCheck } from '../shared/kubernetesUsers.js';
import page from './low-uid.md';

export default defineRule({
  id: 'kubernetes/low-uid',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-security-context-user-group-id', 'kubesec:RunAsUser', 'trivy-checks:KSV-0020', 'checkov:CKV_K8S_40'],
  fix: 'review',
  options: { minimum: { type: 'number', default: 10000, description: 'The lowest user that is not told.' } },
  page,
  check: lowIdCheck('runAsUser'),
});
