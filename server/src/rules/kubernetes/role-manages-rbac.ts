import { defineRule } from '../../engine/rule/define.js';
import { rbacGroup, warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-manages-rbac.md';

export default defineRule({
  id: 'kubernetes/role-manages-rbac',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  fix: 'review',
  page,
  check: warnsOf({
    on: { [rbacGroup]: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] },
    verbs: writeVerbs,
    lets: 'changes who may do what, up to all that its owner may do.',
  }),
});
