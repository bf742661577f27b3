import { defineRule } from '../../engine/rule/define.js';
import { dependencyKeys, usesIn } from '../../languages/helm/known.js';
import { entriesOf } from '../../languages/helm/facts.js';
import { wholeChart } from '../shared/helmTemplates.js';
import page from './values-template-not-rendered.md';

export default defineRule({
  id: 'helm/values-template-not-rendered',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['helm.chart', 'helm.uses', 'helm.define'],
  page,
  check: {
    Values(file, ctx) {
      if (!file.text.includes('{{')) return;
      const chart = wholeChart(ctx);
      if (chart === undefined || chart.isSubchart || chart.isLibrary) return;
      const uses = usesIn(ctx.workspace, chart.root);
      if (uses.files === 0 || uses.isOpaque || uses.usesTpl) return;
      const others = dependencyKeys(chart, ctx.workspace);
      for (const { path, value } of file.once(entriesOf)) {
        if (others.has(path[0] ?? '') || value.kind !== 'scalar' || typeof value.value !== 'string') continue;
        // Other programs have templates of this form too: these words are Helm's.
        if (!/\{\{[^}]*(?:\.Values\.|\.Release\.|\.Chart\.|\binclude\s+")/.test(value.value)) continue;
        ctx.report({
          at: value.span,
          message: 'Helm does not render values, and no template of the chart calls `tpl`: the braces come out as they stand.',
        });
      }
    },
  },
});
