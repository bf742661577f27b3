import { defineRule } from '../../engine/rule/define.js';
import { warnsOf } from '../shared/kubernetesRbac.js';
import page from './role-deletes-pod-logs.md';

export default defineRule({
  id: 'kubernetes/role-deletes-pod-logs',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0042'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['pods/log'] },
    verbs: ['delete', 'deletecollection'],
    at: 'verb',
    lets: 'is more than reading logs: the API only knows `get` there today.',
  }),
});
