import { defineRule } from '../../engine/rule/define.js';
import { firstOutOfOrder } from '../shared/composeOrder.js';
import page from './services-unsorted.md';

export default defineRule({
  id: 'compose/services-unsorted',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:services-alphabetical-order'],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const root of file.roots) {
        const entry = firstOutOfOrder(root.get('services')?.entries ?? [], ({ key }) => key.content);
        if (entry !== undefined)
          ctx.report({
            at: entry.item.key.span,
            message: `\`${entry.item.key.content}\` comes before \`${entry.before}\` in the alphabet.`,
          });
      }
    },
  },
});
