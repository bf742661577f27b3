import { defineRule } from '../../engine/rule/define.js';
import { lackCheck } from '../shared/kubernetesResources.js';
import page from './cpu-request-missing.md';

export default defineRule({
  id: 'kubernetes/cpu-request-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:unset-cpu-requirements',
    'kube-score:container-resources',
    'polaris:cpuRequestsMissing',
    'kubesec:RequestsCPU',
    'trivy-checks:KSV-0015',
    'checkov:CKV_K8S_10',
    'kubescape:resources-cpu-requests',
    'kubescape:C-0268',
    'kubescape:resources-cpu-limit-and-request',
    'kubescape:C-0050',
    'datree:CONTAINERS_MISSING_CPU_REQUEST_KEY',
    'monokle:KBP002',
    'clusterlint:resource-requirements',
    'kyverno:require-pod-requests-limits',
  ],
  fix: 'review',
  options: {
    value: { type: 'string', default: '100m', description: 'What the fix writes.' },
  },
  page,
  check: {
    Container: lackCheck('requests', 'cpu', 'the scheduler counts nothing for it, and when the node is busy it gets next to no time.'),
  },
});
