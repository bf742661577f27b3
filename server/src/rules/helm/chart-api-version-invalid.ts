import { defineRule } from '../../engine/rule/define.js';
import { firstLine, headOf, rewritten, textOf } from '../shared/helmChart.js';
import page from './chart-api-version-invalid.md';

export default defineRule({
  id: 'helm/chart-api-version-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'safe',
  page,
  check: {
    Chart(file, ctx) {
      const { root } = file;
      const found = textOf(file, 'apiVersion');
      if (found === undefined) {
        const isThere = file.entry('apiVersion') !== undefined;
        ctx.report({
          at: file.entry('apiVersion')?.key.span ?? headOf(file),
          message: 'The chart says no `apiVersion`, and Helm refuses a chart without one.',
          fix: () => (root === undefined || isThere ? undefined : firstLine(root, 'Add `apiVersion: v2`', 'apiVersion: v2')),
        });
        return;
      }
      const { text, entry } = found;
      if (text === 'v1' || text === 'v2') return;
      ctx.report({
        at: entry.value.span,
        message: `\`${text}\` is no version of Chart.yaml: \`helm lint\` takes \`v2\`, and \`v1\` of Helm 2.`,
        fix: () => ({ title: 'Change to `v2`', edits: rewritten(entry.value, 'v2') }),
      });
    },
  },
});
