import { defineRule } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { packageCall } from '../shared/osPackages.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './zypper-interactive.md';

export default defineRule({
  id: 'dockerfile/zypper-interactive',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3034', 'semgrep:missing-zypper-no-confirm-switch', 'tally:hadolint/DL3034'],
  fix: 'safe',
  page,
  check: {
    Command: {
      zypper(command, ctx) {
        const call = packageCall(
          command,
          'install',
          'in',
          'remove',
          'rm',
          'source-install',
          'si',
          'patch',
          'update',
          'up',
          'dist-upgrade',
          'dup',
        );
        if (call === undefined || hasOption(command, '-n', '--non-interactive', '-y', '--no-confirm')) return;
        ctx.report({
          at: call.verb.span,
          message: `\`zypper ${call.verb.value}\` asks before it acts, and a build has nobody who answers.`,
          fix: () => ({ title: 'Add `--non-interactive`', edits: [argumentBehind(command, command.nameWord, '--non-interactive')] }),
        });
      },
    },
  },
});
