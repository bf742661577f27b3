import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import page from './port-protocol-invalid.md';

export default defineRule({
  id: 'dockerfile/port-protocol-invalid',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:INVALID_PROTO', 'dockerfilelint:invalid_port'],
  fix: 'review',
  page,
  check: {
    Expose({ words }, ctx) {
      for (const word of words) {
        const protocol = /^[^/$]*\/([^/$]*)(?:\/|$)/.exec(word.text)?.[1];
        // Nothing behind the slash is tcp.
        if (protocol === undefined || protocol === '' || /^(?:tcp|udp|sctp)$/i.test(protocol)) continue;
        const start = word.span.start + word.text.indexOf('/') + 1;
        const at = { start, end: start + protocol.length };
        const near = nearest(protocol, ['tcp', 'udp', 'sctp']);
        ctx.report({
          at,
          message: `\`${word.text}\` names no protocol that Docker knows; \`tcp\`, \`udp\` and \`sctp\` are.`,
          fix: () => (near === undefined ? undefined : { title: `Change to \`${near}\``, edits: [replace(at, near)] }),
        });
      }
    },
  },
});
