import { defineRule } from '../../engine/rule/define.js';
import { namedFiles, nearbyFile } from '../shared/composePaths.js';
import page from './file-missing.md';

export default defineRule({
  id: 'compose/file-missing',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { node, path, key } of namedFiles(file)) {
        if (ctx.near.exists(path) !== false) continue;
        ctx.report({
          at: node.span,
          message: `There is no file \`${path}\`, which \`${key}\` names: Compose stops with an error.`,
          fix: () => nearbyFile(node, path, ctx.near),
        });
      }
    },
  },
});
