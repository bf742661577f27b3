import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-deletes-workloads.md';

export default defineRule({
  id: 'kubernetes/role-deletes-workloads',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kubescape:C-0007', 'kubescape:rule-excessive-delete-rights-v1'],
  fix: 'review',
  page,
  check: warnsOf({
    on: {
      '': ['pods', 'services', 'secrets'],
      apps: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
      batch: ['jobs', 'cronjobs'],
    },
    verbs: ['delete', 'deletecollection'],
    lets: 'takes running services away, with one request for all of them in the case of `deletecollection`.',
  }),
});
