import { defineRule } from '../../engine/rule/define.js';
import { reportsSwitch } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-host-pid.md';

export default defineRule({
  id: 'kubernetes/psp-host-pid',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_1', 'kubescape:C-0214', 'kubescape:psp-deny-hostpid'],
  fix: 'review',
  page,
  check: reportsSwitch('hostPID', 'lets pods see and signal every process of the node.'),
});
