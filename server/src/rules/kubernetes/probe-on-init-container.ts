import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './probe-on-init-container.md';

const fields = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

export default defineRule({
  id: 'kubernetes/probe-on-init-container',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: fields,
    Container(container, ctx) {
      const isEphemeral = container.role === 'ephemeral';
      if (container.role === 'main' || container.isSidecar || container.get('restartPolicy')?.isUnknown) return;
      for (const field of fields) {
        const entry = container.node.entry(field);
        if (entry === undefined || entry.value.isNull) continue;
        ctx.report({
          at: entry.key.span,
          message: isEphemeral
            ? `An ephemeral container takes no \`${field}\`: the API server refuses the pod.`
            : `An init container takes no \`${field}\` unless it is a sidecar with \`restartPolicy: Always\`: the API server refuses the pod.`,
          fix: () => {
            const edits = removeEntry(container.node, field);
            return edits === undefined ? undefined : { title: `Remove \`${field}\``, edits };
          },
        });
      }
    },
  },
});
