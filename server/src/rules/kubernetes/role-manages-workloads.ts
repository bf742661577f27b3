import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-manages-workloads.md';

export default defineRule({
  id: 'kubernetes/role-manages-workloads',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0048', 'kube-linter:access-to-create-pods'],
  fix: 'review',
  page,
  check: warnsOf({
    on: {
      '': ['pods', 'replicationcontrollers'],
      apps: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
      batch: ['jobs', 'cronjobs'],
    },
    verbs: [...writeVerbs, 'impersonate'],
    lets: 'decides what code runs, as whom, and with which Secrets.',
  }),
});
