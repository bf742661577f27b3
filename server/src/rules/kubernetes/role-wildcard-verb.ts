import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-wildcard-verb.md';

export default defineRule({
  id: 'kubernetes/role-wildcard-verb',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0045', 'kyverno:restrict-wildcard-verbs'],
  fix: 'review',
  page,
  check: warnsOf({
    on: {
      '': ['secrets', 'pods', 'replicationcontrollers', 'users', 'groups', 'serviceaccounts'],
      apps: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
      batch: ['cronjobs', 'jobs'],
      'rbac.authorization.k8s.io': ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
    },
    verbs: ['*'],
    at: 'verb',
    lets: 'gives verbs that nobody asked for: deleting all at once, `impersonate`, `bind`, `escalate`, and those that come with later versions.',
  }),
});
