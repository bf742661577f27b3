import { defineRule } from '../../engine/rule/define.js';
import { rewritten, textOf } from '../shared/helmChart.js';
import page from './chart-type-invalid.md';

export default defineRule({
  id: 'helm/chart-type-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const found = textOf(file, 'type');
      if (found === undefined || found.text === 'application' || found.text === 'library') return;
      const meant = /^lib/i.test(found.text) ? 'library' : 'application';
      ctx.report({
        at: found.entry.value.span,
        message: `\`${found.text}\` is no type of chart: Helm takes \`application\` and \`library\`, and refuses the chart.`,
        fix: () => ({ title: `Change to \`${meant}\``, edits: rewritten(found.entry.value, meant) }),
      });
    },
  },
});
