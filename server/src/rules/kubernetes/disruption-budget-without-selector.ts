import { defineRule } from '../../engine/rule/define.js';
import page from './disruption-budget-without-selector.md';

export default defineRule({
  id: 'kubernetes/disruption-budget-without-selector',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Kind: {
      PodDisruptionBudget(object, ctx) {
        const selector = object.get('spec', 'selector');
        if (object.get('spec')?.kind !== 'map' || (selector !== undefined && !selector.isNull)) return;
        ctx.report({
          at: object.lackOf('spec', 'selector'),
          message: `The budget has no \`selector\`, so it selects no pod and protects nothing.`,
        });
      },
    },
  },
});
