import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './port-protocol-casing.md';

export default defineRule({
  id: 'dockerfile/port-protocol-casing',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:ExposeProtoCasing', 'tally:buildkit/ExposeProtoCasing'],
  fix: 'safe',
  page,
  check: {
    Expose({ words }, ctx) {
      for (const word of words) {
        const protocol = /^[\d.:[\]a-f-]+\/(tcp|udp|sctp)$/i.exec(word.text)?.[1];
        // A port that does not exist is the first thing to mend.
        const port = /(?:^|:)(\d+)[^:]*$/.exec(word.text)?.[1];
        if (protocol === undefined || protocol === protocol.toLowerCase() || Number(port ?? 0) > 65535) continue;
        const at = { start: word.span.end - protocol.length, end: word.span.end };
        ctx.report({
          at,
          message: `The protocol \`${protocol}\` is by convention written in lower case.`,
          fix: () => ({ title: `Change to \`${protocol.toLowerCase()}\``, edits: [replace(at, protocol.toLowerCase())] }),
        });
      }
    },
  },
});
