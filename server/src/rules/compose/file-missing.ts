import { defineRule } from '../../engine/rule/define.js';
import { namedFiles, nearbyFile } from '../shared/composePaths.js';
import { isIgnored } from '../shared/gitignore.js';
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
        // What Git leaves out everybody makes for themselves: secrets are kept so.
        const isMadeByHand = isIgnored(path, ctx) === true;
        ctx.report({
          at: node.span,
          severity: isMadeByHand ? 'info' : 'error',
          message: isMadeByHand
            ? `There is no file \`${path}\` here yet, which \`${key}\` names: without it Compose stops with an error.`
            : `There is no file \`${path}\`, which \`${key}\` names: Compose stops with an error.`,
          fix: () => nearbyFile(node, path, ctx.near),
        });
      }
    },
  },
});
