import { defineRule } from '../../engine/rule/define.js';
import { valueOf } from '../../languages/kustomize/model.js';
import { eachPatch, targetOf } from '../../languages/kustomize/patches.js';
import { isTargeted, nearestName, titles } from '../shared/kustomizeObjects.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import page from './patch-target-unmatched.md';

export default defineRule({
  id: 'kustomize/patch-target-unmatched',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const patches = eachPatch(file).filter(({ map }) => valueOf(map, 'target') !== undefined);
      const holding = patches.length === 0 || !file.isSound ? undefined : ownHolding(ctx);
      if (holding === undefined || !holding.isComplete) return;
      const { objects } = holding;
      for (const { map } of patches) {
        const target = targetOf(map);
        if (target === undefined || objects.some((object) => isTargeted(object, target) !== false)) continue;
        const node = valueOf(map, 'target');
        const word = valueOf(node, 'name') ?? valueOf(node, 'kind') ?? node;
        if (word === undefined) continue;
        const isName = word === valueOf(node, 'name');
        const meant = isName && target.name !== undefined ? nearestName(objects, target.kind, target.name) : undefined;
        const what = [target.kind, target.name].filter((part) => part !== undefined && part !== '').join(' ');
        ctx.report({
          at: word.span,
          message: `No resource is \`${what === '' ? 'this target' : what}\`, so the patch changes nothing${objects.length === 0 ? '' : `: there is ${titles(objects)}`}.`,
          fix: () =>
            meant === undefined || word.kind !== 'scalar' ? undefined : { title: `Change to \`${meant}\``, edits: rewrite(word, meant) },
        });
      }
    },
  },
});
