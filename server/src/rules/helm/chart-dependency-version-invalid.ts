import { defineRule } from '../../engine/rule/define.js';
import { dependenciesOf, isRange } from '../shared/helmChart.js';
import page from './chart-dependency-version-invalid.md';

export default defineRule({
  id: 'helm/chart-dependency-version-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      for (const { map, version } of dependenciesOf(file)) {
        const node = map.get('version');
        if (version === undefined || node === undefined || isRange(version)) continue;
        ctx.report({
          at: node.span,
          message: `\`${version}\` is no version and no range of versions, so \`helm dependency update\` stops.`,
        });
      }
    },
  },
});
