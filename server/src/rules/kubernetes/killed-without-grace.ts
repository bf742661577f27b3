import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './killed-without-grace.md';

export default defineRule({
  id: 'kubernetes/killed-without-grace',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['terminationGracePeriodSeconds'],
    Pod(pod, ctx) {
      const grace = pod.get('terminationGracePeriodSeconds');
      if (grace?.number !== 0) return;
      ctx.report({
        at: grace.span,
        message:
          pod.object.kind === 'StatefulSet'
            ? 'A grace period of 0 takes the pod out of the books before its process has ended: two with one name may run on one volume.'
            : 'A grace period of 0 kills the processes at once: requests break off, and nothing is written that was not on disk.',
        fix: () => {
          const edits = removeEntry(pod.spec, 'terminationGracePeriodSeconds');
          return edits === undefined ? undefined : { title: 'Keep the default of 30 seconds', edits };
        },
      });
    },
  },
});
