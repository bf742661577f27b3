import { defineRule } from '../../engine/rule/define.js';
import type { YamlEntry } from '../../languages/yaml/nodes.js';
import { firstOutOfOrder, serviceKeyRank } from '../shared/composeOrder.js';
import page from './service-keys-unsorted.md';

export default defineRule({
  id: 'compose/service-keys-unsorted',
  language: 'compose',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['dclint:service-keys-order'],
  fix: 'none',
  page,
  check: {
    Service({ map }, ctx) {
      const rank = ({ key }: YamlEntry): string | undefined => serviceKeyRank(key.content);
      const entry = firstOutOfOrder(
        (map?.entries ?? []).filter((each) => rank(each) !== undefined),
        (each) => rank(each) ?? '',
        ({ key }) => key.content,
      );
      if (entry !== undefined)
        ctx.report({
          at: entry.item.key.span,
          message: `\`${entry.item.key.content}\` stands before \`${entry.before}\` in the usual order.`,
        });
    },
  },
});
