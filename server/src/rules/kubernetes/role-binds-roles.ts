import { defineRule } from '../../engine/rule/define.js';
import { rbacGroup, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-binds-roles.md';

export default defineRule({
  id: 'kubernetes/role-binds-roles',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_157',
    'kubescape:rule-can-bind-escalate',
    'trivy-checks:KSV-0050',
    'datree:CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { [rbacGroup]: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] },
    verbs: ['bind'],
    at: 'verb',
    lets: 'hands out roles whose rights its owner does not have.',
    when: (rule) => rule.names === undefined || rule.names.some((name) => name.content === '*' || name.content === 'cluster-admin'),
  }),
});
