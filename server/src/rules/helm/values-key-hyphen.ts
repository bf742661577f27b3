import { defineRule } from '../../engine/rule/define.js';
import { chartOfView, dependencyKeys, usesIn } from '../../languages/helm/known.js';
import { entriesOf } from '../../languages/helm/facts.js';
import page from './values-key-hyphen.md';

export default defineRule({
  id: 'helm/values-key-hyphen',
  language: 'helm',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'none',
  needs: ['helm.chart', 'helm.uses'],
  page,
  check: {
    Values(file, ctx) {
      const chart = chartOfView(ctx.workspace);
      if (chart === undefined) return;
      const others = dependencyKeys(chart, ctx.workspace);
      const uses = usesIn(ctx.workspace, chart.root);
      for (const { path, key } of file.once(entriesOf)) {
        if (!/^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+$/.test(key.content) || others.has(path[0] ?? '')) continue;
        // A map that is handed on as a whole has the keys that Kubernetes or the program wants.
        const isHandedOn = path.some(
          (_, i) => i < path.length - 1 && uses.values.get(path.slice(0, i + 1).join('.'))?.includes('w') === true,
        );
        if (isHandedOn) continue;
        ctx.report({
          at: key.span,
          message: `\`${key.content}\` cannot stand behind a dot in a template: it takes \`index .Values "${path.join('" "')}"\` to read it.`,
        });
      }
    },
  },
});
