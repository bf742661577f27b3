import { defineRule } from '../../engine/rule/define.js';
import { rewritten, textOf } from '../shared/helmChart.js';
import page from './chart-api-version-old.md';

export default defineRule({
  id: 'helm/chart-api-version-old',
  language: 'helm',
  severity: 'info',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  tags: ['deprecated'],
  page,
  check: {
    Chart(file, ctx) {
      const found = textOf(file, 'apiVersion');
      if (found?.text !== 'v1') return;
      const newer = ['dependencies', 'type'].find((key) => file.entry(key) !== undefined);
      ctx.report({
        at: found.entry.value.span,
        ...(newer === undefined ? {} : { severity: 'error' as const }),
        message:
          newer === undefined
            ? '`v1` is for charts of Helm 2, whose support ended in 2020: dependencies and `type` have no place in it.'
            : `\`v1\` has no \`${newer}\` in Chart.yaml, and \`helm lint\` refuses it.`,
        fix: () => ({ title: 'Change to `v2`', edits: rewritten(found.entry.value, 'v2') }),
      });
    },
  },
});
