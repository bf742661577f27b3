import { defineRule } from '../../engine/rule/define.js';
import page from './naked-pod.md';

export default defineRule({
  id: 'kubernetes/naked-pod',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'datree:K8S_INCORRECT_KIND_VALUE_POD',
    'kubescape:C-0073',
    'kubescape:naked-pods',
    'clusterlint:bare-pods',
    'kyverno:prevent-bare-pods',
  ],
  fix: 'none',
  page,
  check: {
    Kind: {
      Pod(object, ctx) {
        if (object.get('metadata', 'ownerReferences') !== undefined || object.pod?.isLongRunning !== true) return;
        // The kubelet itself keeps what lies in its manifest folder running: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/.
        if (
          object.labels.get('tier') === 'control-plane' ||
          [...object.annotations.keys()].some((key) => key.startsWith('kubernetes.io/config.') || key.startsWith('helm.sh/hook'))
        )
          return;
        ctx.report({
          at: object.get('kind')?.span ?? object.anchor,
          message: `Nobody starts pod \`${object.name ?? ''}\` anew when its node fails or is drained: a Deployment does.`,
        });
      },
    },
  },
});
