import { defineRule } from '../../engine/rule/define.js';
import { findSecret, mayHoldSecret } from '../shared/secrets.js';
import page from './secret-literal.md';

export default defineRule({
  id: 'dockerfile/secret-literal',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/secrets-in-code'],
  fix: 'none',
  page,
  check: {
    File({ instructions }, ctx) {
      if (!mayHoldSecret(ctx.text)) return;
      for (const { source, span } of instructions) {
        const found = findSecret(source);
        if (found === undefined) continue;
        const start = span.start + found.start;
        ctx.report({
          at: { start, end: start + found.end - found.start },
          message: `This looks like ${found.what}. It is in the file, its history and every image built from it: take it back where it was issued, and mount the next one as a secret.`,
        });
      }
    },
  },
});
