import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { pairFacts } from '../shared/imagePairs.js';
import { who } from '../shared/kubernetesSecurityContext.js';
import page from './image-tag-differs.md';

export default defineRule({
  id: 'kubernetes/image-tag-differs',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Pod(pod, ctx) {
      const [main] = pod.containers;
      for (const container of pod.allContainers) {
        const { image, imageNode } = container;
        const other = pod.containers.find((each) => each !== container && each.image?.repository === image?.repository) ?? main;
        if (image?.tag === undefined || imageNode === undefined || image.digest !== undefined || other === container) continue;
        // Of two main containers the later one is told.
        if (container.role === 'main' && other !== undefined && other.index > container.index) continue;
        const tag = other?.image?.tag;
        if (other?.image?.repository !== image.repository || tag === undefined || other.image.digest !== undefined || tag === image.tag) continue;
        const source = sourceOf(ctx.workspace, image.text);
        if (source === undefined) continue;
        const file = ctx.workspace.relative(source.dockerfile.path);
        const otherNode = other.imageNode;
        ctx.report({
          at: imageNode.span,
          message: `Tag \`${image.tag}\` of \`${image.name}\`, and ${who(other)} of the same pod runs \`${tag}\`: both are built by \`${file}\`, so one was forgotten.`,
          related: otherNode === undefined ? [] : [{ at: otherNode.span, message: `\`${other.image.text}\`` }],
          fix: () =>
            imageNode.written === image.text ? { title: `Change the tag to ${tag}`, edits: [replace(imageNode.span, `${image.name}:${tag}`)] } : undefined,
        });
      }
    },
  },
});
