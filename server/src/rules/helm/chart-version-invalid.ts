import { defineRule } from '../../engine/rule/define.js';
import { fullVersion, headOf, isStrictVersion, rewritten, textOf } from '../shared/helmChart.js';
import { mergeFix } from '../shared/kubernetesFixes.js';
import page from './chart-version-invalid.md';

export default defineRule({
  id: 'helm/chart-version-invalid',
  language: 'helm',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    Chart(file, ctx) {
      const found = textOf(file, 'version');
      const { root } = file;
      if (found === undefined) {
        ctx.report({
          at: file.entry('version')?.key.span ?? headOf(file),
          message: 'The chart has no `version`, and Helm refuses a chart without one.',
          fix: () => (root === undefined ? undefined : mergeFix('Add `version: 0.1.0`', root, { version: '0.1.0' })),
        });
        return;
      }
      const { text, entry } = found;
      if (isStrictVersion(text)) return;
      const full = fullVersion(text);
      // Charts are published so, and Helm keeps it.
      const hasOnlyV = full !== undefined && text === `v${full}`;
      ctx.report({
        at: entry.value.span,
        ...(full === undefined ? {} : { severity: hasOnlyV ? ('info' as const) : ('warning' as const) }),
        message:
          full === undefined
            ? `\`${text}\` is no version of the form \`1.2.3\`, and Helm refuses the chart.`
            : hasOnlyV
              ? `\`${text}\` begins with a \`v\`, which no version of SemVer does: Helm takes it, and stricter programs refuse it.`
              : `\`${text}\` is not all of a version: Helm reads it as \`${full}\`, and other programs refuse it.`,
        fix: () => (full === undefined ? undefined : { title: `Change to \`${full}\``, edits: rewritten(entry.value, full) }),
      });
    },
  },
});
