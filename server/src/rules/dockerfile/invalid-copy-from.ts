import { defineRule } from '../../engine/rule/define.js';
import page from './invalid-copy-from.md';

export default defineRule({
  id: 'dockerfile/invalid-copy-from',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:FLAG_INVALID_FROM_VALUE'],
  fix: 'none',
  page,
  check: {
    Copy({ from, fromStage, fromImage }, ctx) {
      const value = from?.value;
      if (value === undefined || value.value.includes('$') || fromStage !== undefined || fromImage?.wellFormed !== false) return;
      ctx.report({
        at: value.span,
        message: `\`${value.text}\` is neither a stage nor the name of an image, so the build fails.`,
      });
    },
  },
});
