import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-changes-service-status.md';

export default defineRule({
  id: 'kubernetes/role-changes-service-status',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['services/status'] },
    verbs: ['update', 'patch'],
    lets: 'sets the external addresses of a Service, and so takes over traffic to any address (CVE-2020-8554).',
  }),
});
