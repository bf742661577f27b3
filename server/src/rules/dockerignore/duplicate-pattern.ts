import { defineRule } from '../../engine/rule/define.js';
import { wholeLines } from '../../engine/text/lines.js';
import { remove } from '../../engine/text/span.js';
import type { IgnorePattern } from '../../languages/dockerignore/language.js';
import page from './duplicate-pattern.md';

export default defineRule({
  id: 'dockerignore/duplicate-pattern',
  language: 'dockerignore',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'safe',
  tags: ['unnecessary'],
  page,
  check: {
    File(file, ctx) {
      // A pattern of the other sign between two equal ones changes what the second does.
      let since = new Map<string, IgnorePattern>();
      let sign: boolean | undefined;
      for (const pattern of file.patterns) {
        if (pattern.path === '') continue;
        if (pattern.negated !== sign) since = new Map();
        sign = pattern.negated;
        const first = since.get(pattern.path);
        if (first === undefined) since.set(pattern.path, pattern);
        else
          ctx.report({
            at: pattern.span,
            message: `\`${pattern.text}\` says what \`${first.text}\` above says already.`,
            related: [{ at: first.span, message: 'The first of them.' }],
            fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(file.text, pattern.span))] }),
          });
      }
    },
  },
});
