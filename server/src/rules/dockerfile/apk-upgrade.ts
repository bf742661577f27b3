import { defineRule } from '../../engine/rule/define.js';
import { packageCall } from '../shared/osPackages.js';
import page from './apk-upgrade.md';

export default defineRule({
  id: 'dockerfile/apk-upgrade',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['semgrep:avoid-apk-upgrade'],
  fix: 'none',
  page,
  check: {
    Command: {
      apk(command, ctx) {
        const call = packageCall(command, 'upgrade');
        if (call === undefined) return;
        ctx.report({
          at: call.verb.span,
          message:
            '`apk upgrade` makes the image depend on the day of the build, and doubles what it replaces. A newer base image brings the same updates.',
        });
      },
    },
  },
});
