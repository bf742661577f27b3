import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { isPlainPort, isSexagesimal } from '../shared/composeQuotes.js';
import page from './sexagesimal-port.md';

export default defineRule({
  id: 'compose/sexagesimal-port',
  language: 'compose',
  severity: 'info',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:require-quotes-in-ports'],
  fix: 'safe',
  page,
  check: {
    Service(service, ctx) {
      for (const item of service.map?.get('ports')?.items ?? []) {
        if (!isPlainPort(item) || !isSexagesimal(item.content)) continue;
        ctx.report({
          at: item.span,
          message: `YAML 1.1 reads \`${item.content}\` as a number to the base of 60: Docker Compose does not, other tools that read the file do.`,
          fix: () => ({ title: 'Put it in quotes', edits: [replace(item.span, `"${item.content}"`)] }),
        });
      }
    },
  },
});
