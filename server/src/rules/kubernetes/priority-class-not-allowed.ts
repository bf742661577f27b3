import { defineRule } from '../../engine/rule/define.js';
import page from './priority-class-not-allowed.md';

export default defineRule({
  id: 'kubernetes/priority-class-not-allowed',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:priority-class-name', 'kyverno:allowed-pod-priorities'],
  fix: 'none',
  options: {
    allowed: {
      type: 'strings',
      default: ['system-cluster-critical', 'system-node-critical'],
      description: 'Priority classes that pods may have.',
    },
  },
  page,
  check: {
    where: ['priorityClassName'],
    Pod(pod, ctx) {
      const node = pod.get('priorityClassName');
      const name = node?.string;
      const allowed = ctx.option<readonly string[]>('allowed');
      if (node === undefined || name === undefined || name === '' || allowed.includes(name)) return;
      ctx.report({
        at: node.span,
        message: `\`${name}\` is none of the priority classes that are allowed here: ${allowed.map((known) => `\`${known}\``).join(', ')}.`,
      });
    },
  },
});
