import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { serviceAccountOf } from '../shared/kubernetesReferences.js';
import page from './service-account-missing.md';

export default defineRule({
  id: 'kubernetes/service-account-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:non-existent-service-account',
    'kubescape:non-existent-service-account',
    'kubescape:C-0307',
    'kyverno:check-serviceaccount',
  ],
  fix: 'review',
  needs: appFacts,
  page,
  check: { where: ['serviceAccountName', 'serviceAccount'], File: checkReferences(serviceAccountOf, 'the pods are not created') },
});
