import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { wholeLines } from '../../engine/text/lines.js';
import page from './duplicate-directive.md';

export default defineRule({
  id: 'dockerfile/duplicate-directive',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE'],
  fix: 'review',
  page,
  check: {
    File({ directives, text }, ctx) {
      directives.forEach(({ name, span, nameSpan }, i) => {
        const first = directives.slice(0, i).find((other) => other.name.toLowerCase() === name.toLowerCase());
        if (first === undefined) return;
        ctx.report({
          at: nameSpan,
          message: `\`${name}\` is set by a directive above; a second one makes the build fail.`,
          related: [{ at: first.span, message: 'the first' }],
          fix: () => ({ title: 'Remove the line', edits: [remove(wholeLines(text, span))] }),
        });
      });
    },
  },
});
