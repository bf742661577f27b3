import { defineRule } from '../../engine/rule/define.js';
import { dependencyKeys, usesIn, type ChartUses } from '../../languages/helm/known.js';
import type { YamlMap } from '../../languages/yaml/nodes.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { wholeChart } from '../shared/helmTemplates.js';
import page from './values-unused.md';

export default defineRule({
  id: 'helm/values-unused',
  language: 'helm',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['helm.chart', 'helm.uses', 'helm.define'],
  tags: ['unnecessary'],
  page,
  check: {
    Values(file, ctx) {
      const chart = wholeChart(ctx);
      const { root } = file;
      if (chart === undefined || root === undefined || chart.isLibrary || chart.chart.data.importsValues) return;
      const uses = usesIn(ctx.workspace, chart.root);
      if (uses.files === 0 || uses.isOpaque || uses.values.get('')?.includes('w') === true) return;
      const others = dependencyKeys(chart, ctx.workspace);
      const known = new Set(chart.chart.data.conditions);
      const reached = reachedPaths([...uses.values.keys(), ...known]);
      const below = (map: YamlMap, path: readonly string[]): void => {
        for (const { key, value, alias } of map.entries) {
          const name = key.content;
          const here = [...path, name].join('.');
          if (name === '<<' || name.startsWith('x-') || alias !== undefined || (path.length === 0 && others.has(name))) continue;
          if (value.anchor !== undefined || isUsed(here, uses)) continue;
          // Keys with dots are words of a map that is handed on as a whole.
          if (reached.has(here)) {
            if (value.kind === 'map') below(value, [...path, name]);
            continue;
          }
          ctx.report({
            at: key.span,
            message: `No template of the chart reads \`.Values.${here}\`, so setting it changes nothing.`,
            fix: () => {
              const edits = map.entries.filter((entry) => entry.key.content === name).length === 1 ? removeEntry(map, name) : undefined;
              return edits === undefined ? undefined : { title: `Remove \`${name}\``, edits };
            },
          });
        }
      };
      below(root, []);
    },
  },
});

/** The paths and all that lead to them. */
function reachedPaths(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const steps = path.split('.');
    for (let i = 1; i <= steps.length; i++) found.add(steps.slice(0, i).join('.'));
  }
  return found;
}

function isUsed(path: string, uses: ChartUses): boolean {
  return uses.values.get(path)?.includes('w') === true;
}
