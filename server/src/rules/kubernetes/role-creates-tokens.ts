import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-creates-tokens.md';

export default defineRule({
  id: 'kubernetes/role-creates-tokens',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:C-0282', 'kubescape:rule-can-create-service-account-token'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['serviceaccounts/token'] },
    verbs: ['create'],
    when: (rule) => rule.names === undefined,
    lets: 'issues a token of every service account in its reach.',
  }),
});
