import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './env-value-and-value-from.md';

export default defineRule({
  id: 'kubernetes/env-value-and-value-from',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['valueFrom'],
    Container(container, ctx) {
      for (const { node, name, value, valueFrom } of container.env) {
        if (value === undefined || value.isNull || value.string === '' || valueFrom === undefined || valueFrom.isNull) continue;
        const entry = node.entry('value');
        ctx.report({
          at: entry?.key.span ?? value.span,
          message: `\`${name}\` has a \`value\` and a \`valueFrom\`: the API server rejects the pod.`,
          fix: () =>
            (['value', 'valueFrom'] as const).flatMap((key) => {
              const edits = removeEntry(node, key);
              return edits === undefined ? [] : [{ title: `Remove \`${key}\``, edits }];
            }),
        });
      }
    },
  },
});
