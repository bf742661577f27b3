import { defineRule } from '../../engine/rule/define.js';
import { callsPowerShell } from '../shared/powershell.js';
import page from './powershell-called-repeatedly.md';

export default defineRule({
  id: 'dockerfile/powershell-called-repeatedly',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/powershell/prefer-shell-instruction'],
  fix: 'none',
  page,
  check: {
    Run(run, ctx) {
      if (run.onbuild !== undefined || !callsPowerShell(run)) return;
      const calls = run.stage?.instructions.filter((other) => other.kind === 'RUN' && callsPowerShell(other)) ?? [];
      const [first, second] = calls;
      if (first === undefined || second !== run) return;
      ctx.report({
        at: run.keyword.span,
        message: `${calls.length} RUNs of this stage call PowerShell; SHELL above the first says it for all of them.`,
        related: [{ at: first.keyword.span, message: 'the first call' }],
      });
    },
  },
});
