import { defineRule } from '../../engine/rule/define.js';
import { reportsPods } from '../shared/kubernetesAccounts.js';
import { grantOf, policyRules } from '../shared/kubernetesRbac.js';
import page from './workload-with-admin-rights.md';

const everything = { on: { '': ['*'] }, verbs: ['*'] };

export default defineRule({
  id: 'kubernetes/workload-with-admin-rights',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:C-0272', 'kubescape:workload-with-administrative-roles'],
  fix: 'none',
  page,
  check: reportsPods((role) => policyRules(role).some((rule) => grantOf(rule, everything) !== undefined), 'may do everything'),
});
