import { defineRule } from '../../engine/rule/define.js';
import { warnsOfAccounts } from '../shared/kubernetesAccounts.js';
import page from './service-account-changes-service-status.md';

export default defineRule({
  id: 'kubernetes/service-account-changes-service-status',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV2_K8S_4'],
  fix: 'none',
  page,
  check: warnsOfAccounts({ on: { '': ['services/status'] }, verbs: ['update', 'patch'] }, 'sets the addresses of Services'),
});
