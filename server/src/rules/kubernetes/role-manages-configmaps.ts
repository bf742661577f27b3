import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-manages-configmaps.md';

export default defineRule({
  id: 'kubernetes/role-manages-configmaps',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0049'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['configmaps'] },
    verbs: [...writeVerbs, 'impersonate'],
    when: (rule) => rule.names === undefined,
    lets: 'reconfigures every workload of the namespace that reads a ConfigMap.',
  }),
});
