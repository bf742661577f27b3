import { defineRule } from '../../engine/rule/define.js';
import { rangeText } from '../../languages/compose/ports.js';
import page from './published-port-with-replicas.md';

export default defineRule({
  id: 'compose/published-port-with-replicas',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Service(service, ctx) {
      const { replicas } = service;
      if (replicas === undefined || replicas < 2 || service.get('deploy', 'endpoint_mode') !== undefined) return;
      for (const { published, isHostKnown, node, publishedSpan, target, form } of service.ports) {
        if (published === undefined || target === undefined || !isHostKnown) continue;
        // One free port of a range is enough for each.
        if (published.to - published.from + 1 >= replicas * (target.to - target.from + 1)) continue;
        // A swarm spreads requests over all of them.
        if (form === 'long' && node.get('mode') !== undefined) continue;
        ctx.report({
          at: publishedSpan,
          message: `${replicas} containers want port ${rangeText(published)} of the host: only the first one starts.`,
        });
      }
    },
  },
});
