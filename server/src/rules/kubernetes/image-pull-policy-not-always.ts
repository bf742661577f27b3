import { defineRule } from '../../engine/rule/define.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { called, pullPolicyOf } from '../shared/kubernetesImages.js';
import page from './image-pull-policy-not-always.md';

export default defineRule({
  id: 'kubernetes/image-pull-policy-not-always',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways', 'checkov:CKV_K8S_15'],
  fix: 'review',
  page,
  check: {
    Container(container, ctx) {
      const policy = pullPolicyOf(container);
      if (policy === undefined || policy === 'Always') return;
      const isWritten = container.get('imagePullPolicy')?.string === policy;
      // The content behind a digest cannot change.
      if (!isWritten && container.image?.digest !== undefined) return;
      ctx.report({
        at: container.get('imagePullPolicy')?.span ?? container.lackOf('imagePullPolicy'),
        message: `${called(container)} has the pull policy \`${policy}\`${isWritten ? '' : ' by default'}: a node that has the image does not ask the registry again, neither for the tag nor for permission.`,
        fix: () => mergeFix('Set `imagePullPolicy: Always`', container.node, { imagePullPolicy: 'Always' }),
      });
    },
  },
});
