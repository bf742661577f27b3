import { defineRule } from '../../engine/rule/define.js';
import { rawText } from '../../languages/compose/interpolation.js';
import { firstOutOfOrder, sortedItems } from '../shared/composeOrder.js';
import page from './dependencies-unsorted.md';

export default defineRule({
  id: 'compose/dependencies-unsorted',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:service-dependencies-alphabetical-order'],
  fix: 'safe',
  page,
  check: {
    Service(service, ctx) {
      const list = service.map?.get('depends_on');
      if (list?.kind !== 'sequence' || service.own('depends_on')?.alias !== undefined) return;
      const found = firstOutOfOrder(
        list.items,
        (item) => rawText(item) ?? '',
        ({ written }) => written,
      );
      if (found === undefined) return;
      ctx.report({
        at: found.item.span,
        message: `\`${found.item.written}\` comes before \`${found.before}\` in the alphabet.`,
        fix: () => sortedItems(list, (item) => rawText(item) ?? ''),
      });
    },
  },
});
