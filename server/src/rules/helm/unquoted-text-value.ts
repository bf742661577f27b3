import { defineRule } from '../../engine/rule/define.js';
import { textFields } from '../shared/helmTextFields.js';
import { chartOfView } from '../../languages/helm/known.js';
import { piped, plainValue, sortOfValue } from '../shared/helmTemplates.js';
import page from './unquoted-text-value.md';

export default defineRule({
  id: 'helm/unquoted-text-value',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  needs: ['helm.chart', 'helm.values'],
  page,
  check: {
    Template(file, ctx) {
      const root = chartOfView(ctx.workspace)?.root;
      if (root === undefined || !file.isTemplated) return;
      const actions = new Map(file.template.actions.map((action) => [file.origin.offset + action.raw.from, action]));
      for (const { node, where } of file.manifests.objects.flatMap(textFields)) {
        if (node.kind !== 'scalar' || node.style !== 'plain') continue;
        const action = actions.get(node.span.start);
        if (action === undefined || file.origin.offset + action.raw.to !== node.span.end) continue;
        const path = plainValue(file, action);
        const sort = path === undefined ? undefined : sortOfValue(ctx, root, path);
        if (path === undefined || (sort !== 'number' && sort !== 'boolean')) continue;
        ctx.report({
          at: node.span,
          message: `\`${path}\` is a ${sort} in the chart's values, and ${where} takes text alone: Kubernetes refuses the object.`,
          fix: () => ({ title: 'Add `| quote`', edits: [piped(file, action, 'quote')] }),
        });
      }
    },
  },
});
