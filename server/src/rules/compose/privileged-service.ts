import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './privileged-service.md';

export default defineRule({
  id: 'compose/privileged-service',
  language: 'compose',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { map } = service;
      const entry = map?.entry('privileged');
      if (map === undefined || entry?.value.boolean !== true) return;
      ctx.report({
        at: entry.value.span,
        message: `\`${service.name}\` may do on the machine whatever root may: every device, every capability, no seccomp.`,
        about: service.name,
        fix: () => {
          const edits = map.entries.includes(entry) ? removeEntry(map, 'privileged') : undefined;
          return edits === undefined ? undefined : { title: 'Remove `privileged`', edits };
        },
      });
    },
  },
});
