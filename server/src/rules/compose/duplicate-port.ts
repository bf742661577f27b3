import { defineRule } from '../../engine/rule/define.js';
import { rangeText } from '../../languages/compose/ports.js';
import { clashes } from '../shared/composePorts.js';
import page from './duplicate-port.md';

export default defineRule({
  id: 'compose/duplicate-port',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['dclint:no-duplicate-exported-ports'],
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const [{ service, port }, other] of file.once(clashes)) {
        if (port.published === undefined || other.port.published === undefined) continue;
        const who = other.service === service ? 'another entry of the service' : `\`${other.service.name}\``;
        ctx.report({
          at: port.publishedSpan,
          message: `Port ${rangeText(port.published)} of the host is taken by ${who}: the second container does not start.`,
          related: [{ at: other.port.publishedSpan, message: `port ${rangeText(other.port.published)} of the host` }],
        });
      }
    },
  },
});
