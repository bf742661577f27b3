import { defineRule } from '../../engine/rule/define.js';
import { firstOutOfOrder, topRank } from '../shared/composeOrder.js';
import page from './top-level-unsorted.md';

export default defineRule({
  id: 'compose/top-level-unsorted',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:top-level-properties-order'],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const root of file.roots) {
        const known = root.entries.filter(({ key }) => topRank(key.content) !== undefined);
        const entry = firstOutOfOrder(
          known,
          ({ key }) => topRank(key.content) ?? '',
          ({ key }) => key.content,
        );
        if (entry !== undefined)
          ctx.report({
            at: entry.item.key.span,
            message: `\`${entry.item.key.content}\` stands before \`${entry.before}\` in the usual order.`,
          });
      }
    },
  },
});
