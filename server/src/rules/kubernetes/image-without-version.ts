import { defineRule, type Fix, type RuleContext } from '../../engine/rule/define.js';
import type { Span } from '../../engine/text/span.js';
import { baseImageFacts } from '../../languages/dockerfile/baseImages.js';
import { builtTags, isTaggedByBuilder } from '../shared/imagePairs.js';
import { imagesOf, isLatest, rewrite, type PodImage } from '../shared/kubernetesImages.js';
import { isReplaced, isSaidElsewhere } from '../shared/kustomizeImages.js';
import page from './image-without-version.md';

export default defineRule({
  id: 'kubernetes/image-without-version',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: [
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'trivy-checks:KSV-0013',
    'checkov:CKV_K8S_14',
    'datree:CONTAINERS_MISSING_IMAGE_VALUE_VERSION',
    'kubescape:agent-sandbox-image-tag-provenance',
    'kubescape:C-0304',
    'kubeaudit:image',
    'monokle:KBP001',
    'monokle:KBP116',
    'kyverno:disallow-latest-tag',
    'clusterlint:latest-tag',
  ],
  fix: 'review',
  options: {
    tags: {
      type: 'strings',
      default: ['latest'],
      description: 'Tags that name no version, such as `latest`, `main` or `stable`.',
    },
  },
  needs: ['kustomize', 'kustomize.resource', 'image.build'],
  templates: true,
  page,
  check: {
    Pod(pod, ctx) {
      const floating = ctx.option<readonly string[]>('tags');
      // `helm test` runs it when somebody asks.
      if (/\btest/.test(pod.annotations.get('helm.sh/hook') ?? '')) return;
      for (const image of imagesOf(pod)) {
        const { name, repository, tag, digest, wellFormed } = image.reference;
        if (digest !== undefined || !wellFormed || (tag !== undefined && !floating.includes(tag))) continue;
        if (isTaggedByBuilder(ctx.workspace, repository)) continue;
        if (isReplaced(ctx.workspace, image.reference, (other) => other.digest !== undefined || isVersion(other.tag, floating))) continue;
        // The kustomizations are told of it, and are the place to mend it.
        if (isSaidElsewhere(ctx.workspace, image.reference, (other) => isLatest(other) || isVersion(other.tag, floating))) continue;
        ctx.report({
          at: tagSpan(image) ?? image.node.span,
          message:
            tag === undefined
              ? `\`${name}\` has no tag, so nodes pull \`latest\`: the next pod may run another version.`
              : `\`${tag}\` is whatever was pushed last: the next pod may run another version, and there is none to roll back to.`,
          fix: () => pin(image, floating, ctx),
        });
      }
    },
  },
});

function isVersion(tag: string | undefined, floating: readonly string[]): boolean {
  return tag !== undefined && !floating.includes(tag);
}

/** The tag alone, where the image is written without quotes and escapes around it. */
function tagSpan({ node, reference: { name, tag } }: PodImage): Span | undefined {
  const start = tag === undefined ? -1 : node.written.indexOf(`${name}:${tag}`);
  if (start === -1 || tag === undefined) return undefined;
  const from = node.from + start + name.length + 1;
  return node.source.origin.span(from, from + tag.length);
}

function pin({ node, reference }: PodImage, floating: readonly string[], ctx: RuleContext): readonly Fix[] {
  const { name, repository } = reference;
  const use = (tag: string, why = ''): Fix => ({ title: `Use \`${name}:${tag}\`${why}`, edits: rewrite(node, `${name}:${tag}`) });
  const built = builtTags(ctx.workspace, repository).filter(({ tag }) => !floating.includes(tag));
  if (built.length > 0) return built.map(({ tag, by, isLast }) => use(tag, isLast ? ', the last one built' : `, which \`${by}\` builds`));
  const known = isLatest(reference) ? baseImageFacts(repository, undefined)?.suggestedTag : undefined;
  return known === undefined ? [] : [use(known)];
}
