import { defineRule } from '../../engine/rule/define.js';
import { keyFault, labelMaps } from '../shared/kubernetesMetadata.js';
import page from './label-key-invalid.md';

export default defineRule({
  id: 'kubernetes/label-key-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    Object(object, ctx) {
      for (const map of labelMaps(object)) {
        for (const { key } of map.entries) {
          if (key.content === '<<' || key.isUnknown) continue;
          const why = keyFault(key.content);
          if (why !== undefined) ctx.report({ at: key.span, message: `The API server rejects the label \`${key.content}\`: ${why}.` });
        }
      }
    },
  },
});
