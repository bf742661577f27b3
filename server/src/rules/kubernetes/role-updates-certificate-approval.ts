import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-updates-certificate-approval.md';

export default defineRule({
  id: 'kubernetes/role-updates-certificate-approval',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0280', 'kubescape:rule-can-approve-cert-signing-request', 'kyverno:restrict-clusterrole-csr'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { 'certificates.k8s.io': ['certificatesigningrequests/approval'] },
    verbs: ['update', 'patch'],
    lets: 'is half of what it takes to issue client certificates for any user.',
  }),
});
