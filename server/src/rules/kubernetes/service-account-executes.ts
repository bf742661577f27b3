import { defineRule } from '../../engine/rule/define.js';
import { warnsOfAccounts } from '../shared/kubernetesAccounts.js';
import page from './service-account-executes.md';

export default defineRule({
  id: 'kubernetes/service-account-executes',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV2_K8S_2'],
  fix: 'none',
  page,
  check: warnsOfAccounts({ on: { '': ['nodes/proxy', 'pods/exec'] }, verbs: ['create'] }, 'runs commands in other pods'),
});
