import { defineRule } from '../../engine/rule/define.js';
import { generatorsIn } from '../../languages/kustomize/generators.js';
import { holdingOf } from '../../languages/kustomize/holding.js';
import { valueOf } from '../../languages/kustomize/model.js';
import { ownHolding } from '../shared/kustomizePaths.js';
import page from './generator-base-missing.md';

export default defineRule({
  id: 'kustomize/generator-base-missing',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['kustomize', 'manifest'],
  page,
  check: {
    File(file, ctx) {
      const generators = generatorsIn(file);
      const isAdding = generators.some(({ behavior }) => behavior === 'merge' || behavior === 'replace');
      const own = isAdding && file.isSound ? ownHolding(ctx) : undefined;
      if (own === undefined || !own.isComplete) return;
      const { objects } = holdingOf(ctx.workspace, own.folder, { ...own.own, generated: [] });
      generators.forEach(({ kind, name, behavior, map, nameNode }, i) => {
        if (behavior !== 'merge' && behavior !== 'replace') return;
        const isThere =
          objects.some((object) => object.kind === kind && object.names.includes(name)) ||
          generators.slice(0, i).some((before) => before.kind === kind && before.name === name);
        if (isThere) return;
        ctx.report({
          at: (valueOf(map, 'behavior') ?? nameNode).span,
          message: `No resource here is a ${kind} \`${name}\`, so there is nothing to ${behavior}, and kustomize stops.`,
        });
      });
    },
  },
});
