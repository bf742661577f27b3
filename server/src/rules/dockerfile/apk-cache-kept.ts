import { defineRule } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
import { removesFolder } from '../shared/packageManagers.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './apk-cache-kept.md';

export default defineRule({
  id: 'dockerfile/apk-cache-kept',
  language: 'dockerfile',
  severity: 'info',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3019',
    'trivy:DS-0025',
    'dockle:DKL-DI-0004',
    'dockerfilelint:apkadd-missing_nocache_or_updaterm',
    'semgrep:missing-apk-no-cache',
  ],
  fix: 'safe',
  page,
  check: {
    Command: {
      apk(command, ctx) {
        const call = packageCall(command, 'add');
        if (call === undefined || hasOption(command, '--no-cache')) return;
        if (mountsAny(command.run, '/var/cache/apk', '/etc/apk/cache')) return;
        const later = laterCommands(command);
        if (removesFolder(later, '/var/cache/apk') || removesFolder(later, '/etc/apk/cache')) return;
        ctx.report({
          at: call.verb.span,
          message: '`apk add` leaves the package index in this layer.',
          fix: () => {
            // An `apk update` in the same RUN would leave the index all the same.
            const updates = command.siblings.flatMap((other) =>
              other.name === 'apk' && !hasOption(other, '--no-cache') ? (packageCall(other, 'update') ?? []) : [],
            );
            const edits = [call, ...updates].map(({ verb }) => argumentBehind(command, verb, '--no-cache'));
            return { title: 'Add `--no-cache`', edits };
          },
        });
      },
    },
  },
});
