import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import type { ImageReference } from '../../languages/dockerfile/image.js';
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
      for (const container of pod.allContainers) {
        const { image, imageNode } = container;
        if (image?.tag === undefined || imageNode === undefined || image.digest !== undefined) continue;
        // What serves is right; of two that serve, the first.
        const other = pod.containers.find(
          (each) => (container.role !== 'main' || each.index < container.index) && differsInTag(each.image, image),
        );
        const tag = other?.image?.tag;
        if (other === undefined || tag === undefined) continue;
        const source = sourceOf(ctx.workspace, image.text);
        if (source === undefined) continue;
        const file = ctx.workspace.relative(source.dockerfile.path);
        const otherNode = other.imageNode;
        ctx.report({
          at: imageNode.span,
          message: `Tag \`${image.tag}\` of \`${image.name}\`, and ${who(other)} of the same pod runs \`${tag}\`: both are built by \`${file}\`, so one was forgotten.`,
          related: otherNode === undefined ? [] : [{ at: otherNode.span, message: `\`${tag}\` here` }],
          fix: () =>
            imageNode.written === image.text
              ? { title: `Change the tag to ${tag}`, edits: [replace(imageNode.span, `${image.name}:${tag}`)] }
              : undefined,
        });
      }
    },
  },
});

function differsInTag(one: ImageReference | undefined, other: ImageReference): boolean {
  return one?.repository === other.repository && one.digest === undefined && one.tag !== undefined && one.tag !== other.tag;
}
