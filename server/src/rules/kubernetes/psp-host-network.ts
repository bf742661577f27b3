import { defineRule } from '../../engine/rule/define.js';
import { reportsSwitch } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-host-network.md';

export default defineRule({
  id: 'kubernetes/psp-host-network',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_4', 'kubescape:C-0216', 'kubescape:psp-deny-hostnetwork'],
  fix: 'review',
  page,
  check: reportsSwitch('hostNetwork', 'lets pods listen and sniff on the network of the node.'),
});
