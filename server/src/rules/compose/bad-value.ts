import { defineRule } from '../../engine/rule/define.js';
import { rewrite } from '../shared/kubernetesImages.js';
import { mistakes, placeText } from '../shared/composeStructure.js';
import { named } from '../shared/composeFiles.js';
import page from './bad-value.md';

export default defineRule({
  id: 'compose/bad-value',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { path, node, values, nearest } of mistakes(file, 'bad-value')) {
        ctx.report({
          at: node.span,
          message: `${placeText(path)} is none of ${named(values, 8)}.`,
          fix: () => (nearest === undefined ? undefined : { title: `Change to \`${nearest}\``, edits: rewrite(node, nearest) }),
        });
      }
    },
  },
});
