import { defineRule } from '../../engine/rule/define.js';
import { lackCheck } from '../shared/kubernetesResources.js';
import page from './memory-request-missing.md';

export default defineRule({
  id: 'kubernetes/memory-request-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-score:container-resources',
    'polaris:memoryRequestsMissing',
    'kubesec:RequestsMemory',
    'trivy-checks:KSV-0016',
    'checkov:CKV_K8S_12',
    'kubescape:resources-memory-requests',
    'kubescape:C-0269',
    'kubescape:resources-memory-limit-and-request',
    'kubescape:C-0004',
    'datree:CONTAINERS_MISSING_MEMORY_REQUEST_KEY',
    'monokle:KBP004',
    'clusterlint:resource-requirements',
    'kyverno:require-pod-requests-limits',
  ],
  fix: 'review',
  options: {
    value: { type: 'string', default: '128Mi', description: 'What the fix writes.' },
  },
  page,
  check: {
    Container: lackCheck('requests', 'memory', 'the scheduler may put it on a node that is full, where it is the first to be evicted.'),
  },
});
