import { defineRule } from '../../engine/rule/define.js';
import { missingPaths } from '../shared/kustomizeJsonPatch.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import { eachPatch } from '../../languages/kustomize/patches.js';
import page from './json-patch-path-missing.md';

export default defineRule({
  id: 'kustomize/json-patch-path-missing',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const patches = eachPatch(file);
      const holding = patches.length === 0 || !file.isSound ? undefined : ownHolding(ctx);
      if (holding === undefined || !holding.isComplete || !holding.isPlain) return;
      for (const { at, op, path, title } of missingPaths(file, holding.objects, ctx))
        ctx.report({
          at,
          message: `\`${title}\` has nothing at \`${path}\`, and kustomize stops at the \`${op}\`.`,
        });
    },
  },
});
