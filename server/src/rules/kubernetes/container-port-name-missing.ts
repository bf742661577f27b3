import { defineRule } from '../../engine/rule/define.js';
import page from './container-port-name-missing.md';

export default defineRule({
  id: 'kubernetes/container-port-name-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:require-container-port-names'],
  fix: 'none',
  page,
  check: {
    Container(container, ctx) {
      for (const { node, number } of container.ports) {
        const name = node.get('name');
        if (number === undefined || (name !== undefined && !name.isNull)) continue;
        ctx.report({
          at: (node.get('containerPort') ?? node).span,
          message: `The port \`${number}\` has no name, so Services and probes have to repeat the number.`,
        });
      }
    },
  },
});
