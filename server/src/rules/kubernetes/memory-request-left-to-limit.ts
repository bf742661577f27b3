import { defineRule } from '../../engine/rule/define.js';
import { called } from '../shared/kubernetesImages.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { amountOf, takesRequestFromLimit } from '../shared/kubernetesResources.js';
import page from './memory-request-left-to-limit.md';

export default defineRule({
  id: 'kubernetes/memory-request-left-to-limit',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['strict'],
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
    'kyverno:require-pod-requests-limits',
  ],
  fix: 'safe',
  page,
  check: {
    where: ['limits'],
    Container(container, ctx) {
      if (!takesRequestFromLimit(container, 'memory')) return;
      const limit = amountOf(container, 'limits', 'memory');
      const text = limit?.node.scalarText;
      ctx.report({
        at: container.lackOf('resources', 'requests', 'memory'),
        message: `${called(container)} has a memory limit and no request, so the limit${text === undefined ? '' : ` of \`${text}\``} counts for both: the scheduler sets aside all that it may ever use.`,
        fix: () =>
          text === undefined
            ? undefined
            : mergeFix(`Write the request \`${text}\``, container.node, {
                resources: { requests: { memory: limit?.node.number ?? text } },
              }),
      });
    },
  },
});
