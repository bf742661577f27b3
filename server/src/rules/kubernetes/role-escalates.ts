import { defineRule } from '../../engine/rule/define.js';
import { rbacGroup, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-escalates.md';

export default defineRule({
  id: 'kubernetes/role-escalates',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_158',
    'kubescape:rule-can-bind-escalate',
    'trivy-checks:KSV-0050',
    'datree:CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE',
    'kyverno:restrict-escalation-verbs-roles',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { [rbacGroup]: ['roles', 'clusterroles'] },
    verbs: ['escalate'],
    at: 'verb',
    lets: 'writes rights into roles that its owner does not have.',
  }),
});
