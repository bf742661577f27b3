import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './from-as-keyword.md';

export default defineRule({
  id: 'dockerfile/from-as-keyword',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_AS'],
  fix: 'review',
  page,
  check: {
    From({ words, asKeyword }, ctx) {
      const [, second, third] = words;
      if (second === undefined || third === undefined || words.length !== 3 || asKeyword !== undefined) return;
      ctx.report({
        at: second.span,
        message: `Between the image and the stage's name \`${third.text}\` only AS can stand, not \`${second.text}\`; the build fails.`,
        fix: () => ({ title: 'Change to `AS`', edits: [replace(second.span, 'AS')] }),
      });
    },
  },
});
