import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-grants-port-forward.md';

export default defineRule({
  id: 'kubernetes/role-grants-port-forward',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0063', 'kubescape:rule-can-portforward-v1'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods/portforward'] },
    verbs: ['get', 'create'],
    lets: 'reaches every port of every pod in its reach, past Services and network policies.',
  }),
});
