import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import page from './healthcheck-type-invalid.md';

export default defineRule({
  id: 'dockerfile/healthcheck-type-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:UNKNOWN_TYPE', 'dockerfile-utils:HEALTHCHECK_CMD_ARGUMENT_MISSING'],
  fix: 'review',
  page,
  check: {
    Healthcheck({ type, command }, ctx) {
      if (type === undefined) return;
      if (type.value === 'CMD') {
        if (command === undefined)
          ctx.report({ at: type.span, message: 'Behind CMD stands the command of the check; without one the build fails.' });
        return;
      }
      if (type.value === 'NONE') return;
      ctx.report({
        at: type.span,
        message: `\`${type.text}\` is neither CMD nor NONE, so the build fails.`,
        fix: () => (type.text.startsWith('-') ? undefined : { title: 'Insert `CMD`', edits: [insert(type.span.start, 'CMD ')] }),
      });
    },
  },
});
