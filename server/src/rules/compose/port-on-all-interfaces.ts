import { defineRule } from '../../engine/rule/define.js';
import { bindToLoopback, isDatabasePort, openPorts } from '../shared/composePorts.js';
import page from './port-on-all-interfaces.md';

export default defineRule({
  id: 'compose/port-on-all-interfaces',
  language: 'compose',
  severity: 'info',
  presets: ['strict'],
  since: '0.2.0',
  aliases: ['dclint:no-unbound-port-interfaces'],
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('ports') === undefined) return;
      for (const port of openPorts(service)) {
        // Those of databases have a rule of their own.
        if (isDatabasePort(service, port)) continue;
        ctx.report({
          at: port.node.kind === 'map' ? port.publishedSpan : port.node.span,
          message: 'The port is published on all addresses of the machine, past its firewall.',
          fix: () => bindToLoopback(port),
        });
      }
    },
  },
});
