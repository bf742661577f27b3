import { defineRule } from '../../engine/rule/define.js';
import { pathsIn } from '../../languages/kustomize/paths.js';
import { absoluteOf } from '../shared/kustomizePaths.js';
import page from './wrong-list.md';

export default defineRule({
  id: 'kustomize/wrong-list',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['kustomize'],
  page,
  check: {
    File(file, ctx) {
      for (const { node, path, isRemote, field } of pathsIn(file)) {
        const isComponents = field === 'components';
        if (isRemote || (!isComponents && field !== 'resources' && field !== 'bases')) continue;
        const target = absoluteOf(ctx, path);
        const [found] = target === undefined ? [] : ctx.workspace.find('kustomize', target);
        if (found === undefined || (found.data.kind === 'Component') === isComponents) continue;
        ctx.report({
          at: node.span,
          message: isComponents
            ? `\`${path}\` is a Kustomization, and kustomize takes only a Component here: it belongs in \`resources\`.`
            : `\`${path}\` is a Component, and kustomize refuses it here: it belongs in \`components\`.`,
        });
      }
    },
  },
});
