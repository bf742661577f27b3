import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isLatest, isToken } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './latest-image-not-pulled.md';

export default defineRule({
  id: 'kubernetes/latest-image-not-pulled',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['kubescape:image-pull-policy-is-not-set-to-always', 'kubescape:C-0075', 'kyverno:imagepullpolicy-always'],
  fix: 'review',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Container(container, ctx) {
      const { image } = container;
      const policy = container.get('imagePullPolicy');
      if (image === undefined || isToken(image.text) || !isLatest(image)) return;
      if (policy?.string !== 'IfNotPresent' && policy?.string !== 'Never') return;
      if (isReplaced(ctx.workspace, image, (other) => !isLatest(other))) return;
      ctx.report({
        at: policy.span,
        message: `With \`${policy.string}\` each node keeps the \`latest\` of \`${image.name}\` that it has: pods on other nodes may run another one.`,
        fix: () => mergeFix('Set `imagePullPolicy: Always`', container.node, { imagePullPolicy: 'Always' }),
      });
    },
  },
});
