import { defineRule } from '../../engine/rule/define.js';
import { wholeLines } from '../../engine/text/lines.js';
import { remove } from '../../engine/text/span.js';
import { compilePattern } from '../../languages/dockerignore/match.js';
import page from './invalid-pattern.md';

export default defineRule({
  id: 'dockerignore/invalid-pattern',
  language: 'dockerignore',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    Pattern(pattern, ctx) {
      if (compilePattern(pattern.path) !== undefined) return;
      ctx.report({
        at: pattern.span,
        message:
          pattern.path === ''
            ? `\`${pattern.text}\` is an exception for nothing: the build ends with an error.`
            : `\`${pattern.text}\` is no pattern: ${pattern.path.endsWith('\\') ? 'nothing follows the backslash' : 'a bracket does not close, or holds nothing'}, and the build ends with an error.`,
        fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(ctx.text, pattern.span))] }),
      });
    },
  },
});
