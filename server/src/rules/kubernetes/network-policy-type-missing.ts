import { defineRule } from '../../engine/rule/define.js';
import { addItems, merge } from '../../languages/yaml/edit.js';
import { textsIn } from '../../languages/yaml/reading.js';
import { rulesKey } from '../shared/kubernetesNetworkPolicy.js';
import page from './network-policy-type-missing.md';

export default defineRule({
  id: 'kubernetes/network-policy-type-missing',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    Kind: {
      NetworkPolicy(policy, ctx) {
        const spec = policy.get('spec');
        if (spec?.kind !== 'map') return;
        const types = spec.get('policyTypes');
        if (types !== undefined && (types.kind !== 'sequence' || types.items.some((item) => item.isUnknown))) return;
        const written = textsIn(types);
        for (const direction of ['Ingress', 'Egress'] as const) {
          const key = rulesKey[direction];
          const rules = spec.entry(key);
          if (rules?.value.kind !== 'sequence' || written.includes(direction)) continue;
          // Without `policyTypes` Ingress is always meant, and Egress where it has rules.
          if (written.length === 0 && (direction === 'Ingress' || rules.value.items.length > 0)) continue;
          const types = spec.get('policyTypes');
          ctx.report({
            at: rules.key.span,
            message:
              written.length === 0
                ? 'Without `policyTypes` an empty `egress` closes nothing: the pods may still connect to everything.'
                : `\`policyTypes\` does not list ${direction}, so \`${key}\` has no effect.`,
            fix: () =>
              written.length === 0 || types?.kind !== 'sequence'
                ? { title: 'Add `policyTypes: [Ingress, Egress]`', edits: merge(spec, { policyTypes: ['Ingress', 'Egress'] }) }
                : { title: `Add ${direction} to \`policyTypes\``, edits: addItems(types, [direction]) },
          });
        }
      },
    },
  },
});
