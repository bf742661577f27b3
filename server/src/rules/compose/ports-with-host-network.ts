import { defineRule } from '../../engine/rule/define.js';
import { knownText } from '../../languages/compose/interpolation.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './ports-with-host-network.md';

export default defineRule({
  id: 'compose/ports-with-host-network',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { map } = service;
      const mode = knownText(service.get('network_mode'));
      const entry = map?.entry('ports');
      if (map === undefined || entry === undefined || mode !== 'host' || entry.value.items.length === 0) return;
      ctx.report({
        at: entry.key.span,
        message: `With \`network_mode: host\` nothing is published: \`${service.name}\` listens on the machine's own ports.`,
        about: service.name,
        fix: () => {
          const edits = map.entries.includes(entry) ? removeEntry(map, 'ports') : undefined;
          return edits === undefined ? undefined : { title: 'Remove `ports`', edits };
        },
      });
    },
  },
});
