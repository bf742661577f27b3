import { defineRule } from '../../engine/rule/define.js';
import { sourceOf } from '../../languages/kubernetes/imageSource.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import { isTaggedByBuilder, pairFacts } from '../shared/imagePairs.js';
import page from './pull-policy-against-import.md';

export default defineRule({
  id: 'kubernetes/pull-policy-against-import',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  needs: pairFacts,
  page,
  check: {
    Container(container, ctx) {
      const { image, imageNode } = container;
      // A name without registry and owner is Docker Hub's: nobody but Docker can push there.
      if (image === undefined || imageNode === undefined || image.digest !== undefined || image.name.includes('/')) return;
      const policy = container.get('imagePullPolicy');
      if (policy?.isNull === false ? policy.string !== 'Always' : image.tag !== undefined && image.tag !== 'latest') return;
      const source = sourceOf(ctx.workspace, image.text);
      if (source === undefined || isTaggedByBuilder(ctx.workspace, image.repository)) return;
      const file = ctx.workspace.relative(source.dockerfile.path);
      const why = policy?.isNull === false ? '`Always`' : 'The policy, `Always` for `latest`,';
      ctx.report({
        at: policy?.isNull === false ? policy.span : imageNode.span,
        message: `${why} asks Docker Hub for \`library/${image.name}\`, which \`${file}\` builds: an image that was imported into the cluster is passed over, and the pod stays in \`ErrImagePull\`.`,
        related: [{ at: source.dockerfile.at, path: file, message: `Builds \`${image.name}\`` }],
        fix: () => mergeFix('Set `imagePullPolicy: IfNotPresent`', container.node, { imagePullPolicy: 'IfNotPresent' }),
      });
    },
  },
});
