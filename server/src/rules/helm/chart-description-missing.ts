import { defineRule } from '../../engine/rule/define.js';
import { headOf, textOf } from '../shared/helmChart.js';
import page from './chart-description-missing.md';

export default defineRule({
  id: 'helm/chart-description-missing',
  language: 'helm',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      if (textOf(file, 'description') !== undefined || file.get('description')?.isUnknown === true) return;
      ctx.report({
        at: file.entry('description')?.key.span ?? headOf(file),
        message: 'The chart has no `description`: `helm search` and repositories show nothing of what it is for.',
      });
    },
  },
});
