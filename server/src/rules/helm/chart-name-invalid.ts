import { defineRule } from '../../engine/rule/define.js';
import { firstLine, headOf, rewritten, textOf } from '../shared/helmChart.js';
import page from './chart-name-invalid.md';

export default defineRule({
  id: 'helm/chart-name-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const { root } = file;
      const found = textOf(file, 'name');
      if (found === undefined) {
        const folder = ctx.workspace.path?.split('/').at(-2);
        const isThere = file.entry('name') !== undefined;
        ctx.report({
          at: headOf(file),
          message: 'The chart has no `name`, and Helm refuses a chart without one.',
          fix: () =>
            root === undefined || isThere || folder === undefined || !/^[a-z][a-z0-9-]*$/.test(folder)
              ? undefined
              : firstLine(root, `Add \`name: ${folder}\``, `name: ${folder}`),
        });
        return;
      }
      const { text, entry } = found;
      const isRefused = /[/\\]|^\.{1,2}$/.test(text);
      if (!isRefused && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return;
      const plain = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 63)
        .replace(/^-+|-+$/g, '');
      ctx.report({
        at: entry.value.span,
        ...(isRefused ? {} : { severity: 'warning' as const }),
        message: isRefused
          ? `\`${text}\` cannot be the name of a file, and Helm refuses the chart.`
          : `\`${text}\` is no name for a chart: Helm's conventions allow 63 lower-case letters, digits and \`-\`, as most names in Kubernetes do.`,
        fix: () => (plain === '' ? undefined : { title: `Change to \`${plain}\``, edits: rewritten(entry.value, plain) }),
      });
    },
  },
});
