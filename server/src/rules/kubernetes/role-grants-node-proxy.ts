import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-node-proxy.md';

export default defineRule({
  id: 'kubernetes/role-grants-node-proxy',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0047',
    'kubescape:C-0279',
    'kubescape:rule-can-access-proxy-subresource',
    'kyverno:restrict-clusterrole-nodesproxy',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['nodes/proxy'] },
    verbs: ['get', 'create'],
    lets: 'talks to the kubelet itself, which runs commands in every pod of the node and logs none of it.',
  }),
});
