import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './container-name-with-replicas.md';

export default defineRule({
  id: 'compose/container-name-with-replicas',
  language: 'compose',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Service(service, ctx) {
      const { map, replicas } = service;
      const entry = map?.entry('container_name');
      if (map === undefined || entry === undefined || replicas === undefined || replicas < 2) return;
      ctx.report({
        at: entry.key.span,
        message: `${replicas} containers cannot share the name \`${entry.value.scalarText ?? ''}\`: Compose refuses to start more than one.`,
        fix: () => {
          const edits = map.entries.includes(entry) ? removeEntry(map, 'container_name') : undefined;
          return edits === undefined ? undefined : { title: 'Remove `container_name`', edits };
        },
      });
    },
  },
});
