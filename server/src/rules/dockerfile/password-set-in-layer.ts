import { defineRule } from '../../engine/rule/define.js';
import { optionValue } from '../../languages/dockerfile/options.js';
import page from './password-set-in-layer.md';

export default defineRule({
  id: 'dockerfile/password-set-in-layer',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['checkov:CKV2_DOCKER_17'],
  fix: 'none',
  page,
  check: {
    Command: {
      chpasswd(command, ctx) {
        ctx.report({ at: command.nameWord.span, message: message('chpasswd') });
      },
      useradd(command, ctx) {
        const word = optionValue(command, '-p', '--password');
        if (word !== undefined && word.literal && !/^[!*x]*$/.test(word.value))
          ctx.report({ at: word.span, message: message('--password') });
      },
      passwd(command, ctx) {
        const stdin = command.args.find(({ value }) => value === '--stdin');
        if (stdin !== undefined) ctx.report({ at: stdin.span, message: message('passwd --stdin') });
      },
    },
  },
});

const message = (what: string): string =>
  `\`${what}\` writes a password into the layer, where everybody who has the image can read and try it; a container needs no password to run as a user.`;
