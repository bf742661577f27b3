import { defineRule } from '../../engine/rule/define.js';
import { packageCall } from '../shared/osPackages.js';
import page from './zypper-dist-upgrade.md';

export default defineRule({
  id: 'dockerfile/zypper-dist-upgrade',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3035'],
  fix: 'none',
  page,
  check: {
    Command: {
      zypper(command, ctx) {
        const call = packageCall(command, 'dist-upgrade', 'dup');
        if (call === undefined) return;
        ctx.report({
          at: call.verb.span,
          message: `\`zypper ${call.verb.value}\` may replace and remove packages of the base image; a newer base image is the way to a newer release.`,
        });
      },
    },
  },
});
