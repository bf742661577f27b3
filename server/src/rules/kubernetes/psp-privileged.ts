import { defineRule } from '../../engine/rule/define.js';
import { reportsSwitch } from '../shared/kubernetesPodSecurityPolicy.js';
import page from './psp-privileged.md';

export default defineRule({
  id: 'kubernetes/psp-privileged',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_2', 'kubescape:C-0213', 'kubescape:psp-deny-privileged-container'],
  fix: 'review',
  page,
  check: reportsSwitch('privileged', 'lets containers be privileged, which is root on the node.'),
});
