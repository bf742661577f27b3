import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { isPlainPort, isSexagesimal } from '../shared/composeQuotes.js';
import page from './unquoted-port.md';

export default defineRule({
  id: 'compose/unquoted-port',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:require-quotes-in-ports'],
  fix: 'safe',
  page,
  check: {
    Service(service, ctx) {
      for (const item of service.map?.get('ports')?.items ?? []) {
        // Those that read as numbers have a rule of their own.
        if (!isPlainPort(item) || isSexagesimal(item.content)) continue;
        ctx.report({
          at: item.span,
          message: `\`${item.content}\` is not in quotes.`,
          fix: () => ({ title: 'Put it in quotes', edits: [replace(item.span, `"${item.content}"`)] }),
        });
      }
    },
  },
});
