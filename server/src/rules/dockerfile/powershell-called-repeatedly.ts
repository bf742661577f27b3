import { defineRule } from '../../engine/rule/define.js';
import { powerShellText } from '../shared/powershell.js';
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
    Stage({ instructions }, ctx) {
      const calls = instructions.filter((instruction) => instruction.kind === 'RUN' && powerShellText(instruction)?.by === 'call');
      const [first, second] = calls;
      if (first === undefined || second === undefined) return;
      ctx.report({
        at: second.keyword.span,
        message: `${calls.length} RUNs of this stage call PowerShell; SHELL above the first says it for all of them.`,
        related: [{ at: first.keyword.span, message: 'the first call' }],
      });
    },
  },
});
