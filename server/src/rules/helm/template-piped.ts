import { defineRule } from '../../engine/rule/define.js';
import { renamedAt } from '../shared/helmTemplates.js';
import page from './template-piped.md';

export default defineRule({
  id: 'helm/template-piped',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Template(file, ctx) {
      for (const { keyword, keywordAt, pipeline } of file.template.actions) {
        if (keyword !== 'template' || keywordAt === undefined || (pipeline?.commands.length ?? 0) < 2) continue;
        const [first] = pipeline?.commands[1]?.operands ?? [];
        if (
          first?.is !== 'word' ||
          !/^(?:n?indent|s?quote|trim\w*|trunc|upper|lower|replace|b64enc|sha256sum|toString|nospace)$/.test(first.name)
        )
          continue;
        ctx.report({
          at: file.origin.span(keywordAt.from, keywordAt.to),
          message: `\`template\` hands its text to nobody: \`${first.name}\` gets what is passed to the template instead.`,
          fix: () => renamedAt('Change to `include`', file, keywordAt, 'include'),
        });
      }
    },
  },
});
