import { defineRule } from '../../engine/rule/define.js';
import page from './kube-system-namespace.md';

export default defineRule({
  id: 'kubernetes/kube-system-namespace',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['trivy-checks:KSV-0037'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      const namespace = pod.object.get('metadata', 'namespace');
      if (namespace?.string !== 'kube-system') return;
      const labels = pod.object.labels;
      const isCore =
        labels.get('tier') === 'control-plane' &&
        ['kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler'].includes(labels.get('component') ?? '');
      if (isCore) return;
      ctx.report({
        at: namespace.span,
        message: `The ${pod.object.kind} runs in \`kube-system\`, where policies are seldom enforced and every account is close to the control plane.`,
      });
    },
  },
});
