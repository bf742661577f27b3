import { defineRule } from '../../engine/rule/define.js';
import { lackCheck } from '../shared/kubernetesResources.js';
import page from './memory-limit-missing.md';

export default defineRule({
  id: 'kubernetes/memory-limit-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:unset-memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryLimitsMissing',
    'kubesec:LimitsMemory',
    'trivy-checks:KSV-0018',
    'checkov:CKV_K8S_13',
    'kubescape:resources-memory-limits',
    'kubescape:C-0271',
    'kubescape:resource-policies',
    'kubescape:C-0009',
    'kubescape:resources-memory-limit-and-request',
    'kubescape:C-0004',
    'kubescape:C-0303',
    'datree:CONTAINERS_MISSING_MEMORY_LIMIT_KEY',
    'monokle:KBP005',
    'kubeaudit:limits',
    'vscode-kubernetes-tools:resource-limits',
    'clusterlint:resource-requirements',
    'kyverno:require-pod-requests-limits',
  ],
  fix: 'review',
  options: {
    value: { type: 'string', default: '256Mi', description: 'What the fix writes where there is no request to double.' },
  },
  page,
  check: {
    Container: lackCheck('limits', 'memory', 'if it leaks, it takes the memory of every pod on the node.'),
  },
});
