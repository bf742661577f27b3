import { defineRule } from '../../engine/rule/define.js';
import { packageCall } from '../shared/osPackages.js';
import page from './zypper-system-update.md';

export default defineRule({
  id: 'dockerfile/zypper-system-update',
  language: 'dockerfile',
  severity: 'info',
  presets: [],
  since: '0.1.0',
  aliases: ['semgrep:avoid-zypper-update'],
  fix: 'none',
  page,
  check: {
    Command: {
      zypper(command, ctx) {
        const call = packageCall(command, 'update', 'up');
        if (call === undefined || call.packages.length > 0) return;
        ctx.report({
          at: call.verb.span,
          message: `\`zypper ${call.verb.value}\` updates the whole system: the image depends on the day of the build. A newer base image brings the same updates.`,
        });
      },
    },
  },
});
