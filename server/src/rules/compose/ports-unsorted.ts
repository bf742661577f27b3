import { defineRule } from '../../engine/rule/define.js';
import { firstOutOfOrder, portRank, portSpan, sortedItems } from '../shared/composeOrder.js';
import page from './ports-unsorted.md';

export default defineRule({
  id: 'compose/ports-unsorted',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:service-ports-alphabetical-order'],
  fix: 'safe',
  page,
  check: {
    Service(service, ctx) {
      const list = service.map?.get('ports');
      if (list?.kind !== 'sequence' || service.own('ports')?.alias !== undefined) return;
      const found = firstOutOfOrder(list.items, portRank, ({ written }) => written);
      if (found === undefined) return;
      ctx.report({
        at: portSpan(found.item),
        message: 'A smaller port stands behind a larger one.',
        fix: () => sortedItems(list, portRank),
      });
    },
  },
});
