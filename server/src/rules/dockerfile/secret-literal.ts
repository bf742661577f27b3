import { defineRule } from '../../engine/rule/define.js';
import { findSecret } from '../shared/secrets.js';
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
    Instruction(instruction, ctx) {
      const found = findSecret(instruction.source);
      // What stands behind ONBUILD is in its own text.
      if (found === undefined || instruction.onbuild !== undefined) return;
      const start = instruction.span.start + found.start;
      ctx.report({
        at: { start, end: start + found.end - found.start },
        message: `This looks like ${found.what}. It is in the file, its history and every image built from it: take it back where it was issued, and mount the next one as a secret.`,
      });
    },
  },
});
