import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { inChart } from '../../languages/helm/place.js';
import { renamedAt, spanOf, wholeChart } from '../shared/helmTemplates.js';
import page from './unknown-template.md';

export default defineRule({
  id: 'helm/unknown-template',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['helm.chart', 'helm.define'],
  page,
  check: {
    Template(file, ctx) {
      const chart = wholeChart(ctx);
      if (chart === undefined || chart.isSubchart) return;
      const { data } = chart.chart;
      const own = file.template.includes.filter(
        ({ name, by }) => by !== 'block' && !ctx.workspace.find('helm.define', name).some((fact) => fact.data.root.startsWith(chart.root)),
      );
      if (own.length === 0) return;
      // Charts beside it may bring templates of any name, but seldom one that begins with this chart's.
      const isAlone =
        data.dependencies.length === 0 &&
        !chart.isLibrary &&
        ctx.near.exists(ctx.workspace.relative(inChart(chart.root, 'charts'))) !== true;
      for (const include of own) {
        if (!isAlone && (data.name === null || !include.name.startsWith(`${data.name}.`))) continue;
        const names = ctx.workspace.all('helm.define').flatMap(({ key, data: { root } }) => (root === chart.root ? key : []));
        const meant = nearest(include.name, names);
        ctx.report({
          at: spanOf(file, include),
          message: `Nothing in the chart defines the template \`${include.name}\`, so Helm stops here.`,
          fix: () => (meant === undefined ? undefined : renamedAt(`Change to \`${meant}\``, file, include, `"${meant}"`)),
        });
      }
    },
  },
});
