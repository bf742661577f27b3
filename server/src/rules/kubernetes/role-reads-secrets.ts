import { defineRule } from '../../engine/rule/define.js';
import { readVerbs, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-reads-secrets.md';

export default defineRule({
  id: 'kubernetes/role-reads-secrets',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:access-to-secrets',
    'kubescape:C-0015',
    'kubescape:C-0186',
    'kubescape:rule-can-list-get-secrets-v1',
    'datree:CIS_INVALID_VERB_SECRETS',
    'kyverno:restrict-secret-role-verbs',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['secrets'] },
    verbs: readVerbs,
    // A role that names its Secrets is the answer to this finding.
    when: (rule) => rule.names === undefined,
    lets: 'reads every Secret in its reach, tokens and passwords alike.',
  }),
});
