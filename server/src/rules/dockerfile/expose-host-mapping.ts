import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import page from './expose-host-mapping.md';

export default defineRule({
  id: 'dockerfile/expose-host-mapping',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:ExposeInvalidFormat', 'tally:buildkit/ExposeInvalidFormat', 'dockerfilelint:expose_host_port'],
  fix: 'review',
  page,
  check: {
    Expose({ words }, ctx) {
      for (const word of words) {
        const match = /^(?:.*:)((?:\d+|\$\{?\w+\}?)(?:-\d+)?(?:\/\w+)?)$/.exec(word.text.replace(/\$\{\w+:[-+?][^}]*\}/g, '0'));
        if (match === null || !word.text.includes(':') || word.text.includes('${')) continue;
        const port = match[1] ?? '';
        ctx.report({
          at: word.span,
          message: `\`${word.text}\` names an address or a port of the host, which EXPOSE cannot set; \`docker run -p\` does. Docker ignores all but \`${port}\`.`,
          fix: () => ({ title: `Change to \`${port}\``, edits: [replace(word.span, port)] }),
        });
      }
    },
  },
});
