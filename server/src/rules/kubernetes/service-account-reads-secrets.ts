import { defineRule } from '../../engine/rule/define.js';
import { warnsOfAccounts } from '../shared/kubernetesAccounts.js';
import { readVerbs } from '../shared/kubernetesRbac.js';
import page from './service-account-reads-secrets.md';

export default defineRule({
  id: 'kubernetes/service-account-reads-secrets',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV2_K8S_5'],
  fix: 'none',
  page,
  check: warnsOfAccounts({ on: { '': ['secrets'] }, verbs: readVerbs }, 'reads Secrets'),
});
