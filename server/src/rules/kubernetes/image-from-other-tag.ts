import { defineRule } from '../../engine/rule/define.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { builtTags } from '../shared/imagePairs.js';
import { imagesOf, rewrite } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './image-from-other-tag.md';

export default defineRule({
  id: 'kubernetes/image-from-other-tag',
  language: 'kubernetes',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['dockerfile', 'image.build', 'kustomize', 'kustomize.resource'],
  page,
  check: {
    Pod(pod, ctx) {
      const { workspace } = ctx;
      for (const { node, reference } of imagesOf(pod)) {
        const { name, repository, tag, digest } = reference;
        // Of an image without a version there is more to be said than this.
        if (tag === undefined || tag === 'latest' || digest !== undefined) continue;
        const built = builtTags(workspace, repository);
        if (built.length === 0 || built.some((one) => one.tag === tag)) continue;
        const [last] = built.filter((one) => one.isLast || isOlder(tag, one.tag));
        if (last === undefined || sourceOf(workspace, reference.text) === undefined || isReplaced(workspace, reference, () => true))
          continue;
        ctx.report({
          at: node.span,
          message: `${last.isLast ? 'The last build' : `\`${last.by}\``} gives \`${name}\` the tag \`${last.tag}\`, and this runs \`${tag}\`: what is built is not what is deployed.`,
          fix: () => ({ title: `Use \`${name}:${last.tag}\``, edits: rewrite(node, `${name}:${last.tag}`) }),
        });
      }
    },
  },
});

/** Whether both are versions and the first is the lower one; words such as `dev` say nothing of that. */
function isOlder(one: string, other: string): boolean {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  if (a === undefined || b === undefined) return false;
  const at = a.findIndex((number, i) => number !== b[i]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Three numbers, or nothing: `1.4.2` and `v1.4.2`. */
function numbersOf(tag: string): readonly number[] | undefined {
  return /^v?(\d+)\.(\d+)\.(\d+)$/.exec(tag)?.slice(1).map(Number);
}
