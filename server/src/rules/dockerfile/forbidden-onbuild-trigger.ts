import { defineRule } from '../../engine/rule/define.js';
import page from './forbidden-onbuild-trigger.md';

export default defineRule({
  id: 'dockerfile/forbidden-onbuild-trigger',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:ONBUILD_CHAINING_DISALLOWED',
    'dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED',
    'hadolint:DL3043',
    'tally:hadolint/DL3043',
  ],
  fix: 'none',
  page,
  check: {
    Onbuild({ trigger }, ctx) {
      const name = trigger?.keyword.text.toUpperCase() ?? '';
      if (trigger === undefined || !['ONBUILD', 'FROM', 'MAINTAINER'].includes(name)) return;
      ctx.report({ at: trigger.keyword.span, message: `ONBUILD cannot run \`${trigger.keyword.text}\`, so the build fails.` });
    },
  },
});
