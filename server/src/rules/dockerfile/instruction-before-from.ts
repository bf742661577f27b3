import { defineRule } from '../../engine/rule/define.js';
import page from './instruction-before-from.md';

export default defineRule({
  id: 'dockerfile/instruction-before-from',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3061', 'tally:hadolint/DL3061', 'dockerfilelint:from_first'],
  fix: 'none',
  page,
  check: {
    File({ stages }, ctx) {
      const [first, second] = stages;
      if (first?.implicit !== true || second?.from === undefined) return;
      for (const { kind, keyword } of first.instructions) {
        if (kind === 'ARG' || kind === 'UNKNOWN') continue;
        ctx.report({
          at: keyword.span,
          message: `\`${keyword.text}\` stands before the first FROM, where only ARG is allowed; the build fails.`,
          related: [{ at: second.from.keyword.span, message: 'the first stage begins here' }],
        });
      }
    },
  },
});
