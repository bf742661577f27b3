import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-edits-endpoints.md';

export default defineRule({
  id: 'kubernetes/role-edits-endpoints',
  language: 'kubernetes',
  severity: 'info',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-edit-for-endpoints'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { '': ['endpoints'], 'discovery.k8s.io': ['endpointslices'] },
    verbs: writeVerbs,
    providedToo: true,
    lets: 'sends the requests of a Service to any address, of other namespaces too (CVE-2021-25740).',
  }),
});
