import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './healthcheck-retries-invalid.md';

export default defineRule({
  id: 'dockerfile/healthcheck-retries-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:FLAG_AT_LEAST_ONE', 'dockerfile-utils:INVALID_SYNTAX'],
  fix: 'review',
  page,
  check: {
    Healthcheck({ flags, type }, ctx) {
      if (type?.value === 'NONE') return;
      for (const { name, value } of flags) {
        if (name !== 'retries' || value === undefined || value.text === '' || value.value.includes('$')) continue;
        const isNumber = /^[-+]?\d+$/.test(value.value);
        // Docker reads 0 as the default.
        if (isNumber && Number(value.value) >= 0) continue;
        ctx.report({
          at: value.span,
          message: `\`--retries\` takes a number of at least 1, not \`${value.text}\`; the build fails.`,
          fix: () => ({ title: 'Change to 3, the default', edits: [replace(value.span, '3')] }),
        });
      }
    },
  },
});
