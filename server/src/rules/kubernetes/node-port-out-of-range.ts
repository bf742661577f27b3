import { defineRule } from '../../engine/rule/define.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './node-port-out-of-range.md';

export default defineRule({
  id: 'kubernetes/node-port-out-of-range',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  options: {
    first: { type: 'number', default: 30000, description: 'First port that the cluster hands out (`--service-node-port-range`)' },
    last: { type: 'number', default: 32767, description: 'Last port that the cluster hands out' },
  },
  page,
  check: {
    Kind: {
      Service(service, ctx) {
        const [first, last] = [ctx.option<number>('first'), ctx.option<number>('last')];
        for (const port of mapsIn(service.get('spec', 'ports'))) {
          const node = port.get('nodePort');
          if (node?.number === undefined || node.number === 0 || (node.number >= first && node.number <= last)) continue;
          ctx.report({
            at: node.span,
            message: `\`${node.written}\` is outside of ${first} to ${last}, the ports that nodes have for Services: the API server rejects it.`,
          });
        }
      },
    },
  },
});
