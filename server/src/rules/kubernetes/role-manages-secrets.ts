import { defineRule } from '../../engine/rule/define.js';
import { readVerbs, warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-manages-secrets.md';

export default defineRule({
  id: 'kubernetes/role-manages-secrets',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0113', 'kube-linter:access-to-secrets'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['secrets'] },
    verbs: [...readVerbs, ...writeVerbs, 'impersonate'],
    kinds: ['Role'],
    lets: 'reaches the credentials of everything in the namespace.',
  }),
});
