import { defineRule } from '../../engine/rule/define.js';
import { databaseOf } from '../shared/composeDatabases.js';
import { bindToLoopback, isDatabasePort, openPorts } from '../shared/composePorts.js';
import page from './database-port-published.md';

export default defineRule({
  id: 'compose/database-port-published',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:no-unbound-port-interfaces'],
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('ports') === undefined) return;
      for (const port of openPorts(service)) {
        if (!isDatabasePort(service, port)) continue;
        ctx.report({
          at: port.node.kind === 'map' ? port.publishedSpan : port.node.span,
          message: `${databaseOf(service)?.what ?? 'The database'} is open to everybody who reaches this machine: Docker publishes on all addresses and goes past the firewall. Services of the file need no published port.`,
          fix: () => bindToLoopback(port),
        });
      }
    },
  },
});
