import { defineRule } from '../../engine/rule/define.js';
import page from './priority-class-missing.md';

export default defineRule({
  id: 'kubernetes/priority-class-missing',
  language: 'kubernetes',
  severity: 'hint',
  presets: [],
  since: '0.2.0',
  aliases: ['polaris:priorityClassNotSet', 'kyverno:require-pod-priorityclassname'],
  fix: 'none',
  page,
  check: {
    Pod(pod, ctx) {
      if (pod.get('priorityClassName') !== undefined) return;
      ctx.report({
        at: pod.lackOf('priorityClassName'),
        message: `\`${pod.object.name ?? ''}\` has no \`priorityClassName\`: when room gets scarce, it is worth as much as anything else.`,
      });
    },
  },
});
