import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import { isOutside, nearbyFile } from '../shared/composePaths.js';
import page from './watch-path-missing.md';

export default defineRule({
  id: 'compose/watch-path-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      for (const watch of service.watches) {
        const node = watch.get('path');
        const path = knownText(node);
        if (node?.kind !== 'scalar' || path === undefined || path === '' || isOutside(path) || ctx.near.exists(path) !== false) continue;
        ctx.report({
          at: node.span,
          message: `There is no \`${path}\`, so nothing is watched and \`docker compose watch\` stops with an error.`,
          fix: () => nearbyFile(node, path, ctx.near),
        });
      }
    },
  },
});
