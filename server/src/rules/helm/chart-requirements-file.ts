import { defineRule } from '../../engine/rule/define.js';
import { headOf, textOf } from '../shared/helmChart.js';
import page from './chart-requirements-file.md';

export default defineRule({
  id: 'helm/chart-requirements-file',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  tags: ['deprecated'],
  page,
  check: {
    Chart(file, ctx) {
      const version = textOf(file, 'apiVersion');
      if (version?.text !== 'v2' || ctx.near.exists('requirements.yaml') !== true) return;
      ctx.report({
        at: file.entry('dependencies')?.key.span ?? headOf(file),
        message: 'A `requirements.yaml` lies beside this chart of `v2`, which Helm does not read: dependencies stand in Chart.yaml.',
        related: [{ at: { start: 0, end: 0 }, message: 'the file that is not read', path: 'requirements.yaml' }],
      });
    },
  },
});
