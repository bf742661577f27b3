import { defineRule } from '../../engine/rule/define.js';
import { lackCheck } from '../shared/kubernetesResources.js';
import page from './cpu-limit-missing.md';

export default defineRule({
  id: 'kubernetes/cpu-limit-missing',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'kube-score:container-resources',
    'polaris:cpuLimitsMissing',
    'kubesec:LimitsCPU',
    'trivy-checks:KSV-0011',
    'checkov:CKV_K8S_11',
    'kubescape:resources-cpu-limits',
    'kubescape:C-0270',
    'kubescape:resource-policies',
    'kubescape:C-0009',
    'kubescape:resources-cpu-limit-and-request',
    'kubescape:C-0050',
    'kubescape:C-0303',
    'datree:CONTAINERS_MISSING_CPU_LIMIT_KEY',
    'monokle:KBP003',
    'kubeaudit:limits',
    'vscode-kubernetes-tools:resource-limits',
    'kyverno:require-cpu-limits',
  ],
  fix: 'review',
  options: {
    value: { type: 'string', default: '500m', description: 'What the fix writes where there is no request to double.' },
  },
  page,
  check: {
    Container: lackCheck('limits', 'cpu', 'one runaway thread takes whatever time the node has left.'),
  },
});
