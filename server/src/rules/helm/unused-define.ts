import { defineRule } from '../../engine/rule/define.js';
import { usesIn } from '../../languages/helm/known.js';
import { wholeChart } from '../shared/helmTemplates.js';
import page from './unused-define.md';

export default defineRule({
  id: 'helm/unused-define',
  language: 'helm',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'none',
  needs: ['helm.chart', 'helm.include', 'helm.uses'],
  tags: ['unnecessary'],
  page,
  check: {
    Template(file, ctx) {
      const { defines } = file.template;
      const chart = defines.length === 0 ? undefined : wholeChart(ctx);
      if (chart === undefined || chart.isSubchart || chart.isLibrary) return;
      const opaque = ctx.workspace.find('helm.uses', chart.root).some(({ data }) => data.isOpaque);
      if (opaque || usesIn(ctx.workspace, chart.root).files < 2) return;
      for (const { name, nameFrom, nameTo } of defines) {
        if (ctx.workspace.find('helm.include', name).length > 0) continue;
        ctx.report({ at: file.origin.span(nameFrom, nameTo), message: `No template of the chart calls \`${name}\`.` });
      }
    },
  },
});
