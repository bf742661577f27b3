import { defineRule } from '../../engine/rule/define.js';
import { warnsOfAccounts } from '../shared/kubernetesAccounts.js';
import { bindsAnything } from '../shared/kubernetesRbac.js';
import page from './service-account-binds-roles.md';

export default defineRule({
  id: 'kubernetes/service-account-binds-roles',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['checkov:CKV2_K8S_1'],
  fix: 'none',
  page,
  check: warnsOfAccounts(
    (role) => bindsAnything(role, 'rolebindings') !== undefined || bindsAnything(role, 'clusterrolebindings') !== undefined,
    'binds any role',
  ),
});
