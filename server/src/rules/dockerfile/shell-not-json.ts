import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './shell-not-json.md';

export default defineRule({
  id: 'dockerfile/shell-not-json',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:SHELL_JSON_FORM',
    'dockerfile-utils:SHELL_REQUIRES_ONE',
    'dockerfile-utils:JSON_IN_SINGLE_QUOTES',
    'dockerfilelint:invalid_format',
  ],
  fix: 'review',
  page,
  check: {
    Shell({ json, rest, words }, ctx) {
      if (words.length === 0 || (json?.valid === true && json.elements.length > 0)) return;
      // What stands behind a whole array is not looked at.
      if (/^\[\s*"[^"\\]+"\s*(?:,\s*"[^"\\]*"\s*)*\]\s*\S/.test(rest.text)) return;
      const isEmpty = json?.valid === true;
      ctx.report({
        at: rest.span,
        message: isEmpty
          ? 'SHELL names no shell, so the build fails.'
          : 'SHELL takes a JSON array, `["/bin/bash", "-c"]`; the build fails with anything else.',
        fix: () => {
          const parts = json === undefined ? words.map(({ text }) => text) : json.elements.map(({ value }) => value);
          if (
            parts.length === 0 ||
            parts.some((part) => /["'[\]]/.test(part)) ||
            ctx.text.slice(rest.span.start, rest.span.end).includes('\n')
          )
            return undefined;
          return {
            title: 'Write it as a JSON array',
            edits: [replace(rest.span, `[${parts.map((part) => JSON.stringify(part)).join(', ')}]`)],
          };
        },
      });
    },
  },
});
