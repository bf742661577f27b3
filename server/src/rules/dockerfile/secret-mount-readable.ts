import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './secret-mount-readable.md';

export default defineRule({
  id: 'dockerfile/secret-mount-readable',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['sonar:S6469'],
  fix: 'review',
  page,
  check: {
    Run({ mounts }, ctx) {
      for (const { type, option } of mounts) {
        if (type !== 'secret' && type !== 'ssh') continue;
        const mode = option('mode')?.value;
        if (mode === undefined || !/^[0-7]{3,4}$/.test(mode.value) || mode.value.endsWith('0')) continue;
        const safer = mode.value.slice(0, -1) + '0';
        ctx.report({
          at: mode.span,
          message: `\`${mode.value}\` lets every user of the build read the ${type === 'ssh' ? "agent's socket" : 'secret'}; \`uid=\` gives it to the one that needs it.`,
          fix: () => ({ title: `Change to ${safer}`, edits: [replace(mode.span, safer)] }),
        });
      }
    },
  },
});
