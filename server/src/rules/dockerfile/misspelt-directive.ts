import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { directiveNames, nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './misspelt-directive.md';

export default defineRule({
  id: 'dockerfile/misspelt-directive',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['tally:tally/syntax-directive-typo'],
  fix: 'review',
  page,
  check: {
    File({ comments, directives, instructions }, ctx) {
      const first = instructions[0]?.span.start ?? Number.POSITIVE_INFINITY;
      for (const comment of comments) {
        if (comment.span.start > first) return;
        if (directives.some(({ span }) => span.start === comment.span.start)) continue;
        const match = /^#[ \t]*([A-Za-z]+)[ \t]*=[ \t]*\S/.exec(comment.text);
        const name = match?.[1];
        if (match === null || name === undefined) continue;
        const near = nearest(name, directiveNames);
        if (near === undefined || near === name.toLowerCase()) continue;
        // A version of a front end tells `syntax` even where a letter alone would not.
        if (near === 'check' && !/=\s*(?:skip|error|experimental)\s*=/.test(comment.text)) continue;
        if (near === 'escape' && !/=\s*[\\`]\s*$/.test(comment.text)) continue;
        if (near === 'syntax' && !/=\s*\S*dockerfile/.test(comment.text)) continue;
        const start = comment.span.start + comment.text.indexOf(name);
        const at = { start, end: start + name.length };
        ctx.report({
          at,
          message: `\`${name}\` is no parser directive, so the line is a comment and has no effect; \`${near}\` is one.`,
          fix: () => ({ title: `Change to \`${near}\``, edits: [replace(at, near)] }),
        });
      }
    },
  },
});
