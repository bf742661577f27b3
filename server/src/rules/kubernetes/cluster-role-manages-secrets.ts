import { defineRule } from '../../engine/rule/define.js';
import { readVerbs, warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './cluster-role-manages-secrets.md';

export default defineRule({
  id: 'kubernetes/cluster-role-manages-secrets',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0041', 'kube-linter:access-to-secrets'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['secrets'] },
    verbs: [...readVerbs, ...writeVerbs, 'impersonate'],
    kinds: ['ClusterRole'],
    lets: 'reaches Secrets in every namespace that the role is bound in.',
  }),
});
