import { defineRule } from '../../engine/rule/define.js';
import { lineStart } from '../../engine/text/lines.js';
import type { TemplateFile } from '../../languages/helm/model.js';
import type { Include } from '../../languages/helm/template/types.js';
import { deepestEntry } from '../../languages/yaml/reading.js';
import { chartOfView } from '../../languages/helm/known.js';
import { spanOf } from '../shared/helmTemplates.js';
import page from './selector-changes-with-chart.md';

export default defineRule({
  id: 'helm/selector-changes-with-chart',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  needs: ['helm.define', 'helm.chart'],
  page,
  check: {
    Template(file, ctx) {
      const root = chartOfView(ctx.workspace)?.root;
      for (const object of file.manifests.objects) {
        if (!/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(object.kind)) continue;
        const labels = deepestEntry(object.root, ['spec', 'selector', 'matchLabels']);
        if (labels?.key.content !== 'matchLabels') continue;
        for (const { key } of labels.value.entries) {
          if (!/^(?:helm\.sh\/chart|app\.kubernetes\.io\/version|chart)$/.test(key.content)) continue;
          ctx.report({
            at: key.span,
            message: `\`${key.content}\` changes with the chart, and a selector cannot change: the next upgrade is refused.`,
          });
        }
        for (const include of includesBelow(file, labels.key.span.end)) {
          const found = ctx.workspace.find('helm.define', include.name).find(({ data }) => data.root === root);
          if (found?.data.hasChartLabels !== true) continue;
          ctx.report({
            at: spanOf(file, include),
            message: `\`${include.name}\` has the chart's version in it, and a selector cannot change: the next upgrade is refused.`,
            related: [{ at: found.at, message: 'the labels', path: ctx.workspace.relative(found.path) }],
          });
        }
      }
    },
  },
});

/** Templates that are called in the lines below a key, as far as they are indented deeper. */
function includesBelow({ text, template, origin }: TemplateFile, end: number): readonly Include[] {
  const at = end - origin.offset;
  const column = /^ */.exec(text.slice(lineStart(text, at)))?.[0].length ?? 0;
  const rest = text.slice(at);
  const stop = rest.slice(1).search(new RegExp(`\\n {0,${column}}[^\\s{#]`));
  const to = stop === -1 ? text.length : at + 1 + stop;
  return template.includes.filter(({ from }) => from > at && from < to);
}
