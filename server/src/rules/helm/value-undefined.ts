import { defineRule } from '../../engine/rule/define.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { reachOf, usesIn } from '../../languages/helm/known.js';
import { givenValues } from '../shared/helmInstalled.js';
import { renamedAt, spanOf, wholeChart } from '../shared/helmTemplates.js';
import page from './value-undefined.md';

export default defineRule({
  id: 'helm/value-undefined',
  language: 'helm',
  severity: 'info',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['helm.chart', 'helm.uses', 'helm.values', 'helm.define', 'helm.installed'],
  page,
  check: {
    Template(file, ctx) {
      const chart = wholeChart(ctx);
      // A parent or whoever uses a library brings values of its own.
      if (chart === undefined || chart.isSubchart || chart.isLibrary || chart.chart.data.importsValues) return;
      const { workspace } = ctx;
      const files = workspace.find('helm.values', chart.root);
      if (files.length === 0) return;
      const uses = usesIn(workspace, chart.root);
      for (const { path, from, to, steps: written, isTest, isCertain } of file.template.values) {
        if (!isCertain || path.length === 0 || path[0] === 'global') continue;
        const own = reachOf(workspace, chart.root, path);
        if (own.steps === path.length || own.isOpen) continue;
        const given = givenValues(ctx);
        const { steps, isOpen } = reachOf(workspace, chart.root, path, given.sorts);
        if (steps === path.length || isOpen) continue;
        const lacking = path.slice(0, steps + 1).join('.');
        // Some template asks first whether it is there, so whoever wrote the chart knows.
        const isGuarded = path.some(
          (_, i) => i >= steps && i < path.length - 1 && uses.values.get(path.slice(0, i + 1).join('.'))?.includes('t') === true,
        );
        const isOptional = isTest || uses.values.get(path.join('.'))?.includes('t') === true;
        const fails = steps < path.length - 1;
        if (isGuarded || (isOptional && !fails)) continue;
        const step = path[steps] as string;
        const before = steps === 0 ? '' : `${path.slice(0, steps).join('.')}.`;
        const siblings = files
          .flatMap(({ data }) => Object.keys(data.sorts))
          .flatMap((known) => {
            const rest = known.startsWith(before) ? known.slice(before.length) : '';
            return rest === '' || rest.includes('.') ? [] : rest;
          });
        const meant = step.length < 3 ? undefined : nearest(step, siblings);
        // Somebody here installs the chart with values that are not known.
        if (given.isOpen && meant === undefined) continue;
        // The step that lacks, where it is written here.
        const word = written[steps - (path.length - written.length)];
        const at = fails ? { from, to } : (word ?? { from, to });
        ctx.report({
          at: spanOf(file, at),
          severity: fails || meant !== undefined ? 'warning' : 'info',
          message: fails
            ? `No values file of the chart has \`${lacking}\`, so reading a part of it stops Helm unless whoever installs the chart sets it.`
            : `No values file of the chart has \`${lacking}\`: unless whoever installs the chart sets it, nothing comes out here.`,
          fix: () =>
            meant === undefined || word === undefined || /\W/.test(file.text.slice(word.from, word.to))
              ? undefined
              : renamedAt(`Change to \`${meant}\``, file, word, meant),
        });
      }
    },
  },
});
