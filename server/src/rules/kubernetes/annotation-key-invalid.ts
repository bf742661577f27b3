import { defineRule } from '../../engine/rule/define.js';
import { annotationMaps, keyFault } from '../shared/kubernetesMetadata.js';
import page from './annotation-key-invalid.md';

export default defineRule({
  id: 'kubernetes/annotation-key-invalid',
  language: 'kubernetes',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fix: 'none',
  page,
  check: {
    where: ['annotations'],
    Object(object, ctx) {
      for (const map of annotationMaps(object)) {
        for (const { key } of map.entries) {
          if (key.content === '<<' || key.isUnknown) continue;
          // Unlike with labels, capitals are allowed before the slash.
          const why = keyFault(key.content.toLowerCase());
          if (why !== undefined) ctx.report({ at: key.span, message: `The API server rejects the annotation \`${key.content}\`: ${why}.` });
        }
      }
    },
  },
});
