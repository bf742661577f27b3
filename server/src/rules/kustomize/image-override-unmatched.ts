import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { parseImageReference } from '../../languages/dockerfile/image.js';
import { imagesIn } from '../../languages/kustomize/facts.js';
import { imageMatcher } from '../../languages/kustomize/images.js';
import { valueOf, type KustomizationFile } from '../../languages/kustomize/model.js';
import { eachPatch } from '../../languages/kustomize/patches.js';
import { pathsIn } from '../../languages/kustomize/paths.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import page from './image-override-unmatched.md';

export default defineRule({
  id: 'kustomize/image-override-unmatched',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const overrides = imagesIn(file);
      const holding = overrides.length === 0 || !file.isSound ? undefined : ownHolding(ctx);
      if (holding === undefined || !holding.isComplete || !holding.isPlain || holding.own.isFilledIn) return;
      const images = [...new Set(holding.objects.flatMap((object) => object.images))];
      if (images.includes(null)) return;
      let now = images.filter((image) => image !== null);
      const patches = patchTexts(file, ctx);
      for (const { map, ...override } of overrides) {
        const { name } = override;
        const node = valueOf(map, 'name');
        const isMatched = now.some(imageMatcher(name)) || patches === undefined || patches.includes(name);
        // An earlier entry may have given the image the name that this one asks for.
        now = [...now, ...(override.newName === null ? [] : [override.newName])];
        if (isMatched || node?.kind !== 'scalar' || node.isUnknown) continue;
        const names = [...new Set(images.flatMap((image) => (image === null ? [] : parseImageReference(image).name)))];
        const meant = names.find((each) => lastOf(each) === lastOf(name)) ?? nearest(name, names);
        const shown = names.slice(0, 4).map((each) => `\`${each}\``);
        ctx.report({
          at: node.span,
          message: `No container has the image \`${name}\`, so nothing is changed${shown.length === 0 ? '' : `: there is ${shown.join(', ')}${names.length > 4 ? ' and more' : ''}`}.`,
          fix: () => (meant === undefined ? undefined : { title: `Change to \`${meant}\``, edits: rewrite(node, meant) }),
        });
      }
    },
  },
});

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** What the file's own patches say, for they are applied before; undefined where one cannot be read. */
function patchTexts(file: KustomizationFile, ctx: RuleContext): string | undefined {
  const texts = [
    ...eachPatch(file).map(({ map }) => valueOf(map, 'patch')?.scalarText ?? ''),
    ...(file.get('patchesStrategicMerge')?.items ?? []).map((item) => item.scalarText ?? ''),
  ];
  for (const { field, path } of pathsIn(file)) {
    if (!field.startsWith('patches')) continue;
    const text = ctx.near.read(path);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join('\n');
}
