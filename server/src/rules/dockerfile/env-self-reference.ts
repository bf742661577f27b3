import { defineRule } from '../../engine/rule/define.js';
import page from './env-self-reference.md';

export default defineRule({
  id: 'dockerfile/env-self-reference',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3044'],
  fix: 'none',
  page,
  check: {
    Env({ pairs, variables, before }, ctx) {
      pairs.forEach((pair, i) => {
        if (pair.value === undefined) return;
        const span = pair.value.span;
        for (const use of variables) {
          if (use.span.start < span.start || use.span.end > span.end) continue;
          // PATH=/x:$PATH means the value from before.
          if (use.name === pair.name.value || before.declarationOf(use.name) !== undefined) continue;
          const setHere = pairs.find((other, j) => j !== i && other.name.value === use.name);
          if (setHere === undefined) continue;
          ctx.report({
            at: use.span,
            message: `\`${use.name}\` gets its value in this same ENV, which is not in force yet: Docker puts the value from before here, or nothing.`,
            related: [{ at: setHere.name.span, message: `\`${use.name}\` is set here` }],
          });
        }
      });
    },
  },
});
