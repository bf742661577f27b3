import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './deadline-of-endless-pod.md';

const kinds = new Set(['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController']);

export default defineRule({
  id: 'kubernetes/deadline-of-endless-pod',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['activeDeadlineSeconds'],
    Pod(pod, ctx) {
      const entry = pod.spec.entry('activeDeadlineSeconds');
      if (!kinds.has(pod.object.kind) || entry === undefined || entry.value.isNull) return;
      ctx.report({
        at: entry.key.span,
        message: `The pods of a ${pod.object.kind} run until somebody ends them: the API server refuses \`activeDeadlineSeconds\` here.`,
        fix: () => {
          const edits = removeEntry(pod.spec, 'activeDeadlineSeconds');
          return edits === undefined ? undefined : { title: 'Remove `activeDeadlineSeconds`', edits };
        },
      });
    },
  },
});
