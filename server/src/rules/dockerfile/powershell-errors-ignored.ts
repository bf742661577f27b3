import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import { powerShellText, statementsOf } from '../shared/powershell.js';
import page from './powershell-errors-ignored.md';

export default defineRule({
  id: 'dockerfile/powershell-errors-ignored',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.4.0',
  aliases: ['tally:tally/powershell/error-action-preference'],
  fix: 'review',
  page,
  check: {
    Run(run, ctx) {
      const found = powerShellText(run);
      if (found === undefined || stops.test(found.prelude) || stops.test(found.text)) return;
      const statements = statementsOf(found.text).filter((statement) => !/^\$\w+\s*=/.test(statement));
      if (statements.length < 2) return;
      const isShell = found.by === 'shell' && run.heredocs.length === 0;
      ctx.report({
        at: run.keyword.span,
        message: `PowerShell goes on when a command fails, so of these ${statements.length} only the last one's failure stops the build.`,
        fix: () =>
          isShell
            ? { title: "Set `$ErrorActionPreference = 'Stop'`", edits: [insert(found.span.start, "$ErrorActionPreference = 'Stop'; ")] }
            : undefined,
      });
    },
  },
});

const stops = /ErrorActionPreference\s*=\s*["'\\]*stop/i;
