import { defineRule } from '../../engine/rule/define.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { removesFolder } from '../shared/packageManagers.js';
import { appendCleanup } from '../shared/runEdits.js';
import page from './zypper-cache-kept.md';

export default defineRule({
  id: 'dockerfile/zypper-cache-kept',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3036', 'trivy:DS-0020', 'semgrep:missing-zypper-clean'],
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
          'patch',
          'source-install',
          'si',
          'update',
          'up',
          'dup',
          'dist-upgrade',
        );
        if (call === undefined || mountsAny(command.run, '/var/cache/zypp')) return;
        const later = laterCommands(command);
        if (later.some((other) => other.name === 'zypper' && packageCall(other, 'clean', 'cc') !== undefined)) return;
        if (removesFolder(later, '/var/cache/zypp') || removesFolder(later, '/var/cache/zypp/packages')) return;
        ctx.report({
          at: call.verb.span,
          message: `\`zypper ${call.verb.value}\` leaves its cache in this layer.`,
          fix: () => {
            const edits = appendCleanup(ctx.text, command, 'zypper clean');
            return edits === undefined ? undefined : { title: 'Append `zypper clean`', edits };
          },
        });
      },
    },
  },
});
