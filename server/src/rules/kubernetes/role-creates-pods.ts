import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-creates-pods.md';

export default defineRule({
  id: 'kubernetes/role-creates-pods',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: [
    'kube-linter:access-to-create-pods',
    'kubescape:C-0188',
    'kubescape:rule-can-create-pod',
    'datree:CIS_INVALID_VALUE_CREATE_POD',
    'monokle:KBP107',
  ],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods'] },
    verbs: ['create'],
    lets: 'runs any image with any service account and any Secret of the namespace.',
  }),
});
