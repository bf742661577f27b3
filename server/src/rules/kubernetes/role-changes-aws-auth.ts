import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-changes-aws-auth.md';

export default defineRule({
  id: 'kubernetes/role-changes-aws-auth',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0115'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['configmaps'] },
    verbs: [...writeVerbs, 'impersonate'],
    when: ({ names }) => names?.some((name) => name.content === 'aws-auth') === true,
    lets: 'maps any AWS identity to `system:masters` when the ConfigMap is `aws-auth`.',
  }),
});
