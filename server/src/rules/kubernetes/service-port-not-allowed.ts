import { defineRule } from '../../engine/rule/define.js';
import { servicePorts } from '../../languages/kubernetes/selectors.js';
import page from './service-port-not-allowed.md';

export default defineRule({
  id: 'kubernetes/service-port-not-allowed',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['kyverno:restrict-service-port-range'],
  fix: 'none',
  options: {
    first: { type: 'number', default: 1, description: 'First port that a Service may have' },
    last: { type: 'number', default: 65535, description: 'Last port that a Service may have' },
  },
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const [first, last] = [ctx.option<number>('first'), ctx.option<number>('last')];
        for (const { node, number } of servicePorts(service)) {
          if (number === undefined || number < 1 || number > 65535 || (number >= first && number <= last)) continue;
          ctx.report({
            at: (node.get('port') ?? node).span,
            message: `\`${number}\` is outside of ${first} to ${last}, the ports that this project allows.`,
          });
        }
      },
    },
  },
});
