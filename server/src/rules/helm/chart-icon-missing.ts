import { defineRule } from '../../engine/rule/define.js';
import { headOf } from '../shared/helmChart.js';
import page from './chart-icon-missing.md';

export default defineRule({
  id: 'helm/chart-icon-missing',
  language: 'helm',
  severity: 'hint',
  presets: [],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      if (file.entry('icon') !== undefined || file.get('type')?.scalarText === 'library') return;
      ctx.report({ at: headOf(file), message: 'The chart has no `icon`, which `helm lint` recommends for charts that others look up.' });
    },
  },
});
