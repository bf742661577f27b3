import { defineRule } from '../../engine/rule/define.js';
import { labelMaps, respell, spelledValue, valueFault } from '../shared/kubernetesMetadata.js';
import page from './label-value-invalid.md';

export default defineRule({
  id: 'kubernetes/label-value-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  aliases: ['kube-score:label-values', 'datree:WORKLOAD_INVALID_LABELS_VALUE'],
  fix: 'review',
  page,
  check: {
    Object(object, ctx) {
      for (const map of labelMaps(object)) {
        for (const { key, value } of map.entries) {
          const text = value.scalarText;
          if (value.kind !== 'scalar' || text === undefined) continue;
          const why = valueFault(text);
          if (why === undefined) continue;
          const better = spelledValue(text);
          ctx.report({
            at: value.span,
            message: `The API server rejects \`${text}\` as value of \`${key.content}\`: ${why}.`,
            fix: () => respell(value, better, better !== '' && valueFault(better) === undefined),
          });
        }
      }
    },
  },
});
