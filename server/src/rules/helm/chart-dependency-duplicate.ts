import { defineRule } from '../../engine/rule/define.js';
import { dependenciesOf } from '../shared/helmChart.js';
import page from './chart-dependency-duplicate.md';

export default defineRule({
  id: 'helm/chart-dependency-duplicate',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Chart(file, ctx) {
      const seen = new Map<string, (typeof all)[number]>();
      const all = dependenciesOf(file);
      for (const dependency of all) {
        const alias = dependency.map.get('alias')?.scalarText;
        const name = alias ?? dependency.name;
        if (name === undefined) continue;
        const first = seen.get(name);
        if (first === undefined) {
          seen.set(name, dependency);
          continue;
        }
        ctx.report({
          at: alias === undefined ? dependency.at : (dependency.map.get('alias')?.span ?? dependency.at),
          message: `Two dependencies are called \`${name}\`, and Helm refuses the chart: an \`alias\` gives one of them another name.`,
          related: [{ at: first.at, message: 'the first one' }],
        });
      }
    },
  },
});
