import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-impersonates.md';

export default defineRule({
  id: 'kubernetes/role-impersonates',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'trivy-checks:KSV-0043',
    'kubescape:C-0065',
    'kubescape:C-0191',
    'kubescape:rule-can-impersonate-users-groups-v1',
    'datree:CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['users', 'groups', 'serviceaccounts'], 'authentication.k8s.io': ['uids', 'userextras'] },
    verbs: ['impersonate'],
    at: 'verb',
    lets: 'acts as somebody else, an administrator for instance.',
    // Who may only be one of the named ones cannot choose.
    when: (rule) => rule.names === undefined || rule.names.some((name) => /^(?:\*$|system:)/.test(name.content)),
  }),
});
