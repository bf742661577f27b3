import { defineRule } from '../../engine/rule/define.js';
import { warnsOfAccounts } from '../shared/kubernetesAccounts.js';
import page from './service-account-impersonates.md';

export default defineRule({
  id: 'kubernetes/service-account-impersonates',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV2_K8S_3'],
  fix: 'none',
  page,
  check: warnsOfAccounts(
    { on: { '': ['users', 'groups', 'serviceaccounts'], 'authentication.k8s.io': ['uids', 'userextras'] }, verbs: ['impersonate'] },
    'acts as others',
  ),
});
