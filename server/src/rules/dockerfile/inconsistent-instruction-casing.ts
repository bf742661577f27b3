import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './inconsistent-instruction-casing.md';

export default defineRule({
  id: 'dockerfile/inconsistent-instruction-casing',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:ConsistentInstructionCasing', 'tally:buildkit/ConsistentInstructionCasing'],
  fix: 'safe',
  page,
  check: {
    File({ instructions }, ctx) {
      // Nearly always all are as Docker writes them, which is the name of their kind.
      if (instructions.every(({ kind, keyword }) => kind === keyword.text || kind === 'UNKNOWN')) return;
      let known = 0;
      let lower = 0;
      let upper = 0;
      for (const { kind, keyword } of instructions) {
        if (kind === 'UNKNOWN') continue;
        known++;
        if (kind === keyword.text || !/[a-z]/.test(keyword.text)) upper++;
        else if (!/[A-Z]/.test(keyword.text)) lower++;
      }
      if (lower === known || upper === known) return;
      for (const { kind, keyword } of instructions) {
        if (kind === 'UNKNOWN') continue;
        const { text, span } = keyword;
        const wanted = lower > upper ? text.toLowerCase() : kind;
        if (text === wanted) continue;
        ctx.report({
          at: span,
          message: `\`${text}\` is written in another case than most instructions of the file.`,
          fix: () => ({ title: `Change to \`${wanted}\``, edits: [replace(span, wanted)] }),
        });
      }
    },
  },
});
