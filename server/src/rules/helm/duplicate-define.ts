import { defineRule } from '../../engine/rule/define.js';
import { chartOfView } from '../../languages/helm/known.js';
import page from './duplicate-define.md';

export default defineRule({
  id: 'helm/duplicate-define',
  language: 'helm',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['helm.chart', 'helm.define'],
  page,
  check: {
    Template(file, ctx) {
      const chart = chartOfView(ctx.workspace);
      const { defines } = file.template;
      for (const [i, define] of defines.entries()) {
        const twin = defines.findIndex(({ name }) => name === define.name);
        const first = defines[twin];
        const at = file.origin.span(define.nameFrom, define.nameTo);
        if (first !== undefined && twin < i) {
          ctx.report({
            at,
            message: `\`${define.name}\` is defined above already: this one takes its place everywhere.`,
            related: [{ at: file.origin.span(first.nameFrom, first.nameTo), message: 'the first one' }],
          });
          continue;
        }
        if (chart === undefined) continue;
        const other = ctx.workspace
          .find('helm.define', define.name)
          .find(({ path, data }) => path !== ctx.workspace.path && data.root === chart.root);
        if (other === undefined) continue;
        const path = ctx.workspace.relative(other.path);
        ctx.report({
          at,
          message: `\`${define.name}\` is defined in \`${path}\` too, and only the one that Helm reads last counts.`,
          related: [{ at: other.at, message: 'the other one', path }],
        });
      }
    },
  },
});
