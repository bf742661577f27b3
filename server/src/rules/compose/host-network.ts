import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import page from './host-network.md';

export default defineRule({
  id: 'compose/host-network',
  language: 'compose',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      const node = service.own('network_mode')?.value;
      if (node === undefined || knownText(node) !== 'host') return;
      ctx.report({
        at: node.span,
        message: `\`${service.name}\` uses the network of the machine: it reaches what listens on 127.0.0.1, and its own ports are open without being published.`,
        about: service.name,
      });
    },
  },
});
