import { defineRule, type Fix } from '../../engine/rule/define.js';
import { parseImageReference, type ImageReference } from '../../languages/dockerfile/image.js';
import type { YamlScalar } from '../../languages/yaml/nodes.js';
import { imagesOf, rewrite } from '../shared/kubernetesImages.js';
import { isReplaced } from '../shared/kustomizeImages.js';
import page from './invalid-image-reference.md';

export default defineRule({
  id: 'kubernetes/invalid-image-reference',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  // Its digests that are too short, that is.
  aliases: ['kubescape:image-not-pinned-to-digest', 'kubescape:C-0306'],
  fix: 'review',
  needs: ['kustomize', 'kustomize.resource'],
  page,
  check: {
    Pod(pod, ctx) {
      for (const { node, reference } of imagesOf(pod)) {
        const fault = faultOf(node, reference);
        if (fault === undefined || isReplaced(ctx.workspace, reference, ({ wellFormed }) => wellFormed)) continue;
        ctx.report({ at: node.span, message: `\`${node.string ?? ''}\` ${fault}`, fix: () => repair(node, reference) });
      }
    },
  },
});

/** Hexadecimal digits of a digest: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128, blake3: 64 };

function faultOf(node: YamlScalar, reference: ImageReference): string | undefined {
  if (node.string !== reference.text) return 'has blanks around it, which the API server rejects.';
  const unusable = 'the pod stays at `InvalidImageName`.';
  if (/^[a-z]+:\/\//.test(reference.text)) return `is an address, and an image's name has no scheme: ${unusable}`;
  const [algorithm = '', hex = ''] = reference.digest?.split(':') ?? [];
  const length = digestLengths[algorithm];
  if (length !== undefined && hex.length !== length) {
    return `has a digest of ${hex.length} digits, and ${algorithm} has ${length}: ${unusable}`;
  }
  if (reference.wellFormed) return undefined;
  return `is no image reference${isCase(reference) ? ', for a name is in lower case' : ''}: ${unusable}`;
}

/** Whether capitals are all that is wrong. */
function isCase({ name, text }: ImageReference): boolean {
  return name !== name.toLowerCase() && parseImageReference(name.toLowerCase() + text.slice(name.length)).wellFormed;
}

function repair(node: YamlScalar, reference: ImageReference): Fix | undefined {
  let text = reference.text.replace(/^(?:docker|https?|oci):\/\//, '');
  const parsed = parseImageReference(text);
  if (isCase(parsed)) text = parsed.name.toLowerCase() + text.slice(parsed.name.length);
  if (text === node.string || !parseImageReference(text).wellFormed) return undefined;
  return { title: `Change to \`${text}\``, edits: rewrite(node, text) };
}
