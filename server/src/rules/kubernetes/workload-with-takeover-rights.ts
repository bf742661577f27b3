import { defineRule } from '../../engine/rule/define.js';
import { reportsPods } from '../shared/kubernetesAccounts.js';
import { grantOf, policyRules, readVerbs } from '../shared/kubernetesRbac.js';
import page from './workload-with-takeover-rights.md';

const rights = [
  { on: { '': ['pods'] }, verbs: ['create', 'update', 'patch'] },
  { on: { '': ['secrets'] }, verbs: readVerbs },
];

export default defineRule({
  id: 'kubernetes/workload-with-takeover-rights',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0267', 'kubescape:workload-with-cluster-takeover-roles'],
  fix: 'none',
  page,
  check: reportsPods(
    (role) => policyRules(role).some((rule) => rights.some((right) => grantOf(rule, right) !== undefined)),
    'reads Secrets or starts pods',
  ),
});
