import { defineRule } from '../../engine/rule/define.js';
import { everything, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-everything.md';

export default defineRule({
  id: 'kubernetes/role-grants-everything',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0044', 'kubescape:C-0035', 'kubescape:rule-list-all-cluster-admins-v1'],
  fix: 'review',
  page,
  check: warnsOf({ on: { '': ['*'] }, verbs: ['*'], lets: 'is all there is: whoever gets this role owns everything in its reach.' }),
});
