import { defineRule } from '../../engine/rule/define.js';
import page from './port-invalid.md';

export default defineRule({
  id: 'compose/port-invalid',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      if (service.own('ports') === undefined) return;
      for (const { node, fault } of service.ports) {
        if (fault === undefined) continue;
        ctx.report({
          at: node.kind === 'map' ? (node.entries[0]?.key.span ?? service.anchor) : node.span,
          message: `Compose refuses this port: ${fault}.`,
        });
      }
    },
  },
});
