import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './chart-app-version-unquoted.md';

export default defineRule({
  id: 'helm/chart-app-version-unquoted',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const node = file.get('appVersion');
      if (node?.kind !== 'scalar' || node.number === undefined) return;
      const read = String(node.number);
      ctx.report({
        at: node.span,
        message:
          read === node.written
            ? `\`${node.written}\` is a number here, and \`helm lint\` refuses one.`
            : `\`${node.written}\` is a number here: templates get \`${read}\`, and \`helm lint\` refuses it.`,
        fix: () => ({ title: 'Put it in quotes', edits: [replace(node.span, `"${node.written}"`)] }),
      });
    },
  },
});
