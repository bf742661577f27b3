import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-changes-namespaces.md';

export default defineRule({
  id: 'kubernetes/role-changes-namespaces',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['namespaces'] },
    verbs: ['update', 'patch'],
    lets: 'takes the Pod Security level off a namespace, and joins it to what network policies let in.',
  }),
});
