import { defineRule } from '../../engine/rule/define.js';
import { rewritten, textOf } from '../shared/helmChart.js';
import page from './chart-name-differs-from-folder.md';

export default defineRule({
  id: 'helm/chart-name-differs-from-folder',
  language: 'helm',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const found = textOf(file, 'name');
      const folder = ctx.workspace.path?.split('/').at(-2);
      if (found === undefined || folder === undefined || folder === '' || folder === found.text) return;
      // The only chart of a repository often lies in a folder that says what it is, not which.
      if (/^(?:\.?helm|charts?|k8s|kubernetes|deploy(?:ment)?|infra|workspace|src|app)$/i.test(folder)) return;
      ctx.report({
        at: found.entry.value.span,
        message: `The chart is called \`${found.text}\` and its folder \`${folder}\`: Helm's documentation wants one name, which \`helm package\` and repositories go by.`,
        fix: () =>
          /^[a-z0-9][a-z0-9-]*$/.test(folder)
            ? { title: `Change to \`${folder}\``, edits: rewritten(found.entry.value, folder) }
            : undefined,
      });
    },
  },
});
