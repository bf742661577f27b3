import { defineRule } from '../../engine/rule/define.js';
import { hasOption, optionValue } from '../../languages/dockerfile/options.js';
import { argumentBehind } from '../shared/runEdits.js';
import page from './useradd-without-no-log-init.md';

export default defineRule({
  id: 'dockerfile/useradd-without-no-log-init',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['hadolint:DL3046', 'tally:hadolint/DL3046'],
  fix: 'safe',
  page,
  check: {
    Command: {
      useradd(command, ctx) {
        const uid = optionValue(command, '-u', '--uid');
        if (uid === undefined || !/^\d{6,}$/.test(uid.value) || hasOption(command, '-l', '--no-log-init')) return;
        ctx.report({
          at: command.nameWord.span,
          message: `With a number as large as ${uid.value} \`useradd\` makes \`/var/log/faillog\` and \`lastlog\` huge sparse files, which fill the disk when the layer is packed.`,
          fix: () => ({ title: 'Add `--no-log-init`', edits: [argumentBehind(command, command.nameWord, '--no-log-init')] }),
        });
      },
    },
  },
});
