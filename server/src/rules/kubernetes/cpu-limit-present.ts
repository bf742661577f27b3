import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { called } from '../shared/kubernetesImages.js';
import page from './cpu-limit-present.md';

export default defineRule({
  id: 'kubernetes/cpu-limit-present',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['datree:EKS_INVALID_CPU_LIMIT', 'kyverno:forbid-cpu-limits'],
  fix: 'review',
  page,
  check: {
    where: ['limits'],
    Container(container, ctx) {
      const limits = container.get('resources', 'limits');
      const entry = limits?.kind === 'map' ? limits.entry('cpu') : undefined;
      if (limits?.kind !== 'map' || entry === undefined || entry.value.isNull) return;
      ctx.report({
        at: entry.key.span,
        message: `${called(container)} is throttled at its CPU limit even while the node is idle. Its request already secures its share.`,
        fix: () => {
          const edits = removeEntry(limits, 'cpu');
          return edits === undefined ? undefined : { title: 'Remove the CPU limit', edits };
        },
      });
    },
  },
});
