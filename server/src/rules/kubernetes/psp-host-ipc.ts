import { defineRule } from '../../engine/rule/define.js';
import { reportsSwitch } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-host-ipc.md';

export default defineRule({
  id: 'kubernetes/psp-host-ipc',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_3', 'kubescape:C-0215', 'kubescape:psp-deny-hostipc'],
  fix: 'review',
  page,
  check: reportsSwitch('hostIPC', 'lets pods read shared memory of the node.'),
});
