import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-creates-persistent-volumes.md';

export default defineRule({
  id: 'kubernetes/role-creates-persistent-volumes',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0278', 'kubescape:rule-can-create-pv'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['persistentvolumes'] },
    verbs: ['create'],
    lets: 'makes a volume of any folder of the node, whatever the pod security level forbids.',
  }),
});
