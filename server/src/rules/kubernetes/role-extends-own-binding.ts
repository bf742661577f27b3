import { defineRule } from '../../engine/rule/define.js';
import { rbacGroup, warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-extends-own-binding.md';

export default defineRule({
  id: 'kubernetes/role-extends-own-binding',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0055'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { [rbacGroup]: ['rolebindings', 'clusterrolebindings'] },
    verbs: ['patch'],
    at: 'verb',
    lets: 'adds further users to the bindings that its owner is in.',
    when: (rule) => rule.verbs.some(({ content }) => content === 'get' || content === '*'),
  }),
});
