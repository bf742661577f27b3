import { defineRule } from '../../engine/rule/define.js';
import { isRange, textOf } from '../shared/helmChart.js';
import page from './chart-kube-version-invalid.md';

export default defineRule({
  id: 'helm/chart-kube-version-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      const found = textOf(file, 'kubeVersion');
      if (found === undefined || isRange(found.text)) return;
      ctx.report({
        at: found.entry.value.span,
        message: `\`${found.text}\` is no range of versions, so no cluster fits and Helm installs the chart nowhere.`,
      });
    },
  },
});
