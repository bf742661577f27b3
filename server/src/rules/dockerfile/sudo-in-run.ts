import { defineRule } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import { isExecForm } from '../shared/runEdits.js';
import page from './sudo-in-run.md';

export default defineRule({
  id: 'dockerfile/sudo-in-run',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3004',
    'tally:hadolint/DL3004',
    'trivy:DS-0010',
    'checkov:CKV2_DOCKER_1',
    'dockle:DKL-DI-0001',
    'dockerfilelint:sudo_usage',
    'semgrep:no-sudo-in-dockerfile',
  ],
  fix: 'safe',
  page,
  check: {
    Command: {
      sudo(command, ctx) {
        const { user } = command.run.before;
        const isRoot = user === undefined || /^(?:root|0)$/.test(user.user);
        const [first] = command.args;
        ctx.report({
          at: command.nameWord.span,
          message: isRoot
            ? '`sudo` does nothing here, because the build runs as root already; in the image it is one more way to become root.'
            : `\`sudo\` gives the user \`${user?.user ?? ''}\` root's rights, in the image too. \`USER root\` before the command, and the user after it, needs no program.`,
          fix: () => {
            if (!isRoot || first === undefined || first.value.startsWith('-') || first.value.includes('=') || isExecForm(command))
              return undefined;
            return {
              title: 'Remove `sudo`',
              safety: user === undefined && command.run.stage?.base.facts?.defaultUser?.uid === 0 ? 'safe' : 'review',
              edits: [remove({ start: command.nameWord.span.start, end: first.span.start })],
            };
          },
        });
      },
    },
  },
});
