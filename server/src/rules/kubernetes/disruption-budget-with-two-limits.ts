import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './disruption-budget-with-two-limits.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-with-two-limits',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      PodDisruptionBudget(object, ctx) {
        const spec = object.get('spec');
        if (spec?.kind !== 'map') return;
        const [minimum, maximum] = [spec.entry('minAvailable'), spec.entry('maxUnavailable')];
        if (minimum === undefined || maximum === undefined || minimum.value.isNull || maximum.value.isNull) return;
        ctx.report({
          at: minimum.key.span,
          message: 'A budget has `minAvailable` or `maxUnavailable`: the API server refuses both together.',
          fix: () =>
            ['minAvailable', 'maxUnavailable'].flatMap((key) => {
              const edits = removeEntry(spec, key);
              return edits === undefined ? [] : [{ title: `Remove \`${key}\``, edits }];
            }),
        });
      },
    },
  },
});
