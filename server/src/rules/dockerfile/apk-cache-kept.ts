import { defineRule } from '../../engine/rule/define.js';
import { hasOption } from '../../languages/dockerfile/options.js';
import { laterCommands, mountsAny, packageCall } from '../shared/osPackages.js';
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
        if (
          laterCommands(command).some(
            (later) => later.name === 'rm' && later.args.some(({ value }) => /^\/var\/cache\/apk|^\/etc\/apk\/cache/.test(value)),
          )
        )
          return;
        ctx.report({
          at: call.verb.span,
          message: '`apk add` leaves the package index in this layer.',
          fix: () => ({ title: 'Add `--no-cache`', edits: [argumentBehind(command, call.verb, '--no-cache')] }),
        });
      },
    },
  },
});
