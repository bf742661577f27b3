import { defineRule } from '../../engine/rule/define.js';
import { wholeLines } from '../../engine/text/lines.js';
import { remove } from '../../engine/text/span.js';
import { ignoreMatcher } from '../../languages/dockerignore/match.js';
import { secretPattern } from '../shared/secretFiles.js';
import page from './secret-reincluded.md';

export default defineRule({
  id: 'dockerignore/secret-reincluded',
  language: 'dockerignore',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const matcher = ignoreMatcher(file.patterns);
      for (const pattern of file.patterns) {
        if (!pattern.negated) continue;
        const secret = secretPattern(pattern.path);
        // A later pattern may leave it out again.
        if (secret === undefined || matcher.decidedBy(secret.example) !== pattern) continue;
        ctx.report({
          at: pattern.span,
          message: `\`${pattern.text}\` puts ${secret.what} back into the build context, and \`COPY . .\` into the image.`,
          fix: () => ({ title: `Remove \`${pattern.text}\``, edits: [remove(wholeLines(file.text, pattern.span))] }),
        });
      }
    },
  },
});
