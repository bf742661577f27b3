import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-changes-coredns.md';

export default defineRule({
  id: 'kubernetes/role-changes-coredns',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0037', 'kubescape:rule-can-update-configmap-v1'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['configmaps'] },
    verbs: ['update', 'patch'],
    when: ({ role, names }) =>
      (role.kind === 'ClusterRole' || role.namespace === 'kube-system') &&
      (names === undefined || names.some((name) => name.content === 'coredns')),
    lets: 'includes the configuration of CoreDNS, and with it where every name in the cluster leads.',
  }),
});
