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
      const known = instructions.filter(({ kind }) => kind !== 'UNKNOWN').map(({ keyword }) => keyword);
      const lower = known.filter(({ text }) => !/[A-Z]/.test(text)).length;
      const upper = known.filter(({ text }) => !/[a-z]/.test(text)).length;
      const change = (text: string): string => (lower > upper ? text.toLowerCase() : text.toUpperCase());
      if (lower === known.length || upper === known.length) return;
      for (const { text, span } of known) {
        const wanted = change(text);
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
