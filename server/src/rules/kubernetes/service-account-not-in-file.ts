import { defineRule } from '../../engine/rule/define.js';
import { appFacts } from '../shared/kubernetesApp.js';
import { checkReferences } from '../shared/kubernetesMissing.js';
import { serviceAccountOf } from '../shared/kubernetesReferences.js';
import page from './service-account-not-in-file.md';

export default defineRule({
  id: 'kubernetes/service-account-not-in-file',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-linter:non-existent-service-account',
    'kubescape:non-existent-service-account',
    'kubescape:C-0307',
    'kyverno:check-serviceaccount',
  ],
  fix: 'none',
  needs: appFacts,
  page,
  check: { where: ['serviceAccountName', 'serviceAccount'], File: checkReferences(serviceAccountOf, undefined) },
});
