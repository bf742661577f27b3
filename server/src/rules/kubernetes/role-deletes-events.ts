import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-deletes-events.md';

export default defineRule({
  id: 'kubernetes/role-deletes-events',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0031', 'kubescape:rule-can-delete-k8s-events-v1'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['events'], 'events.k8s.io': ['events'] },
    verbs: ['delete', 'deletecollection'],
    lets: 'wipes the traces of what happened in the cluster.',
  }),
});
