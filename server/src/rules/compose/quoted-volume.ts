import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { isPlainText } from '../shared/composeQuotes.js';
import page from './quoted-volume.md';

export default defineRule({
  id: 'compose/quoted-volume',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:no-quotes-in-volumes'],
  fix: 'safe',
  page,
  check: {
    Service(service, ctx) {
      for (const item of service.map?.get('volumes')?.items ?? []) {
        if (item.kind !== 'scalar' || (item.style !== 'double' && item.style !== 'single') || !isPlainText(item)) continue;
        ctx.report({
          at: item.span,
          message: `\`${item.content}\` needs no quotes.`,
          fix: () => ({ title: 'Remove the quotes', edits: [replace(item.span, item.content)] }),
        });
      }
    },
  },
});
