import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { imagesOf, isIn } from '../shared/kubernetesImages.js';
import page from './pull-secret-missing.md';

export default defineRule({
  id: 'kubernetes/pull-secret-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kyverno:require-imagepullsecrets'],
  fix: 'review',
  options: {
    registries: {
      type: 'strings',
      default: [],
      description: 'Registries, or paths in them, that need a pull secret; `*` stands for any characters.',
    },
    secret: { type: 'string', default: 'registry', description: 'Name of the Secret that the fix writes.' },
  },
  page,
  check: {
    Pod(pod, ctx) {
      const registries = ctx.option<readonly string[]>('registries');
      if (registries.length === 0 || pod.object.document.isTemplated || pod.spec.has('imagePullSecrets')) return;
      // The account may bring pull secrets: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/.
      if (pod.spec.has('serviceAccountName')) return;
      const image = imagesOf(pod).find(({ reference }) => isIn(reference, registries));
      if (image === undefined) return;
      const secret = ctx.option<string>('secret');
      ctx.report({
        at: image.node.span,
        message: `\`${image.reference.registry}\` asks for credentials and the pod has no \`imagePullSecrets\`: the pull fails.`,
        fix: () => mergeFix(`Add the pull secret \`${secret}\``, pod.spec, { imagePullSecrets: [{ name: secret }] }),
      });
    },
  },
});
