import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { functionNames } from '../../languages/helm/functions.js';
import { renamedAt, spanOf } from '../shared/helmTemplates.js';
import page from './unknown-function.md';

export default defineRule({
  id: 'helm/unknown-function',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      for (const use of file.template.functions) {
        if (functionNames.has(use.name)) continue;
        const isLeftOut = use.name === 'env' || use.name === 'expandenv';
        const meant = isLeftOut ? undefined : nearest(use.name, functionNames);
        ctx.report({
          at: spanOf(file, use),
          message: isLeftOut
            ? `Helm has no \`${use.name}\`: templates do not see the environment, so Helm cannot read this one.`
            : `Helm has no function \`${use.name}\`, so it cannot read the template${meant === undefined ? '' : `; \`${meant}\` is one`}.`,
          fix: () => (meant === undefined ? undefined : renamedAt(`Change to \`${meant}\``, file, use, meant)),
        });
      }
    },
  },
});
