import { defineRule } from '../../engine/rule/define.js';
import { imagesOf } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './image-not-pinned-by-digest.md';

export default defineRule({
  id: 'kubernetes/image-not-pinned-by-digest',
  language: 'kubernetes',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: [
    'checkov:CKV_K8S_43',
    'kubescape:image-not-pinned-to-digest',
    'kubescape:C-0306',
    'datree:CONTAINERS_MISSING_IMAGE_VALUE_DIGEST',
    'kyverno:require-image-checksum',
  ],
  fix: 'none',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Pod(pod, ctx) {
      for (const { node, reference } of imagesOf(pod)) {
        if (reference.digest !== undefined || isReplaced(ctx.workspace, reference, ({ digest }) => digest !== undefined)) continue;
        ctx.report({
          at: node.span,
          message: `\`${reference.text}\` has no digest: whoever can push to the registry can put other content behind the name.`,
        });
      }
    },
  },
});
