import { defineRule } from '../../engine/rule/define.js';
import { chartOfView } from '../../languages/helm/known.js';
import page from './define-without-prefix.md';

export default defineRule({
  id: 'helm/define-without-prefix',
  language: 'helm',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    Template(file, ctx) {
      for (const { name, nameFrom, nameTo } of file.template.defines) {
        if (/[./]/.test(name)) continue;
        const chart = chartOfView(ctx.workspace)?.chart.data.name;
        if (typeof chart === 'string' && name.startsWith(chart)) continue;
        ctx.report({
          at: file.origin.span(nameFrom, nameTo),
          message: `\`${name}\` has no chart's name in front: a template of that name in another chart of the release takes its place.`,
        });
      }
    },
  },
});
