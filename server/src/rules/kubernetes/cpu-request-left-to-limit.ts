import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { amountOf, takesRequestFromLimit } from '../shared/kubernetesResources.js';
import page from './cpu-request-left-to-limit.md';

export default defineRule({
  id: 'kubernetes/cpu-request-left-to-limit',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['strict'],
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
    'kyverno:require-pod-requests-limits',
  ],
  fix: 'safe',
  page,
  check: {
    where: ['limits'],
    Container(container, ctx) {
      if (!takesRequestFromLimit(container, 'cpu')) return;
      const limit = amountOf(container, 'limits', 'cpu');
      const text = limit?.node.scalarText;
      ctx.report({
        at: container.lackOf('resources', 'requests', 'cpu'),
        message: `${called(container)} has a CPU limit and no request, so the limit${text === undefined ? '' : ` of \`${text}\``} counts for both: the scheduler sets aside all that it may ever use.`,
        fix: () =>
          text === undefined
            ? undefined
            : mergeFix(`Write the request \`${text}\``, container.node, { resources: { requests: { cpu: limit?.node.number ?? text } } }),
      });
    },
  },
});
