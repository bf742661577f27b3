import { defineRule } from '../../engine/rule/define.js';
import { reportsSwitch } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-privilege-escalation.md';

export default defineRule({
  id: 'kubernetes/psp-privilege-escalation',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_5', 'kubescape:C-0217', 'kubescape:psp-deny-allowprivilegeescalation'],
  fix: 'review',
  page,
  check: reportsSwitch('allowPrivilegeEscalation', 'lets programs gain rights that their parent lacks, by setuid for instance.', true),
});
