import { defineRule } from '../../engine/rule/define.js';
import page from './port-invalid.md';

export default defineRule({
  id: 'dockerfile/port-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3011',
    'tally:hadolint/DL3011',
    'trivy:DS-0008',
    'dockerfile-utils:INVALID_PORT',
    'dockerfilelint:invalid_port',
    'semgrep:invalid-port',
  ],
  fix: 'none',
  page,
  check: {
    Expose(instruction, ctx) {
      for (const word of instruction.words) {
        const { value, complete } = instruction.expand(word.text.replace(/^(["'])(.*)\1$/, '$2'));
        // An escape character at the end of a word is about the blank behind it.
        if (!complete || value === '' || /[\\`]$/.test(word.text)) continue;
        // The forms with an address or a host port have a rule of their own, but their last part is a port too.
        const port = value.replace(/\/.*$/, '').replace(/^.*:/, '');
        const range = /^(\d+)(?:-(\d+))?$/.exec(port);
        const numbers = range === null ? [] : [range[1], range[2]].filter((part) => part !== undefined).map(Number);
        const shown = value === word.text ? `\`${value}\`` : `\`${word.text}\`, which is \`${value}\`,`;
        if (range === null)
          ctx.report({
            at: word.span,
            message: `${shown} is no port; a port is a number up to 65535, a range of them, or either with \`/tcp\` or \`/udp\`.`,
          });
        else if (numbers.some((number) => number > 65535))
          ctx.report({ at: word.span, message: `${shown} is above 65535, the last port there is.` });
        else if (numbers.length === 2 && (numbers[0] ?? 0) > (numbers[1] ?? 0))
          ctx.report({ at: word.span, message: `${shown} begins above its end.` });
      }
    },
  },
});
