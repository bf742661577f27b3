import { defineRule } from '../../engine/rule/define.js';
import { dependenciesOf } from '../shared/helmChart.js';
import page from './chart-dependency-unpinned.md';

export default defineRule({
  id: 'helm/chart-dependency-unpinned',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      for (const { map, name, version, repository } of dependenciesOf(file)) {
        const node = map.get('version');
        // What lies in the same repository changes together with the chart.
        if (node === undefined || version === undefined || repository?.startsWith('file:') === true) continue;
        if (!/^(?:[*xX](?:\.[*xX])*|>=?\s*v?0(?:\.0)*(?:-0)?)$/.test(version.trim())) continue;
        ctx.report({
          at: node.span,
          message: `\`${version}\` takes every version of \`${name ?? 'the dependency'}\`: the next \`helm dependency update\` may bring one that breaks the chart.`,
        });
      }
    },
  },
});
