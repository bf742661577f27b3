import { defineRule } from '../../engine/rule/define.js';
import { warnsOf, writeVerbs } from '../shared/kubernetesRbac.js';
import page from './role-changes-webhooks.md';

export default defineRule({
  id: 'kubernetes/role-changes-webhooks',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0114', 'checkov:CKV_K8S_155', 'kubescape:C-0281', 'kubescape:rule-can-modify-admission-webhooks'],
  fix: 'review',
  page,
  check: warnsOf({
    on: { 'admissionregistration.k8s.io': ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'] },
    // Nobody can be impersonated that way, but whoever wrote it asks for more than reading.
    verbs: [...writeVerbs, 'impersonate'],
    when: (rule) => rule.names === undefined,
    lets: 'reads and rewrites every object that anybody sends to the cluster, Secrets included.',
  }),
});
