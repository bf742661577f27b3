import { defineRule } from '../../engine/rule/define.js';
import page from './dashboard-deployed.md';

export default defineRule({
  id: 'kubernetes/dashboard-deployed',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['checkov:CKV_K8S_33'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      const container = pod.allContainers.find(({ imageNode }) =>
        /(?:kubernetes-dashboard|kubernetesui\/dashboard)/.test(imageNode?.string ?? ''),
      );
      const isLabelled = [...pod.labels, ...pod.object.labels].some(
        ([key, value]) => value === 'kubernetes-dashboard' && (key === 'app' || key === 'k8s-app' || key === 'app.kubernetes.io/name'),
      );
      if (container === undefined && !isLabelled) return;
      ctx.report({
        at: container?.imageNode?.span ?? pod.object.anchor,
        message:
          'This is the Kubernetes Dashboard: whoever gets at it through a weak login or a forgotten route acts in the cluster with its rights.',
      });
    },
  },
});
