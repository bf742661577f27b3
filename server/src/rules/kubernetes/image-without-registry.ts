import { defineRule } from '../../engine/rule/define.js';
import { fullName, imagesOf, rewrite } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './image-without-registry.md';

export default defineRule({
  id: 'kubernetes/image-without-registry',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['clusterlint:fully-qualified-image'],
  fix: 'review',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Pod(pod, ctx) {
      for (const { node, reference } of imagesOf(pod)) {
        const { name, registry, text, wellFormed } = reference;
        if (!wellFormed || registry !== 'docker.io' || name.startsWith('docker.io/')) continue;
        if (isReplaced(ctx.workspace, reference, (other) => other.registry !== 'docker.io')) continue;
        const full = fullName(reference) + text.slice(name.length);
        ctx.report({
          at: node.span,
          message: `\`${name}\` names no registry: whether nodes look on Docker Hub or elsewhere is their own configuration.`,
          fix: () => ({ title: `Change to \`${full}\``, edits: rewrite(node, full) }),
        });
      }
    },
  },
});
