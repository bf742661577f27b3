import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './revision-history-disabled.md';

export default defineRule({
  id: 'kubernetes/revision-history-disabled',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['revisionHistoryLimit'],
    Object(object, ctx) {
      if (!object.isBuiltIn || !['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) return;
      const spec = object.get('spec');
      const limit = spec?.get('revisionHistoryLimit');
      if (spec?.kind !== 'map' || limit?.number !== 0) return;
      ctx.report({
        at: limit.span,
        message: `With \`revisionHistoryLimit: 0\` nothing is kept to go back to: \`kubectl rollout undo\` fails.`,
        fix: () => {
          const edits = removeEntry(spec, 'revisionHistoryLimit');
          return edits === undefined ? undefined : { title: 'Keep the default of ten revisions', edits };
        },
      });
    },
  },
});
