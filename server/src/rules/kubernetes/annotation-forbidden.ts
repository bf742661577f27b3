import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import { annotationMaps } from '../shared/kubernetesMetadata.js';
import page from './annotation-forbidden.md';

export default defineRule({
  id: 'kubernetes/annotation-forbidden',
  language: 'kubernetes',
  severity: 'warning',
  presets: [],
  since: '0.2.0',
  aliases: ['kube-linter:forbidden-annotation'],
  fix: 'review',
  options: {
    annotations: { type: 'strings', default: [], description: 'Annotations that no object has: `key`, or `key=value` for one value.' },
  },
  page,
  check: {
    where: ['annotations'],
    Object(object, ctx) {
      const forbidden = ctx.option<readonly string[]>('annotations');
      if (forbidden.length === 0) return;
      for (const map of annotationMaps(object)) {
        for (const { key, value } of map.entries) {
          const pair = `${key.content}=${value.scalarText ?? ''}`;
          if (!forbidden.includes(key.content) && !forbidden.includes(pair)) continue;
          ctx.report({
            at: key.span,
            message: `The project forbids the annotation \`${forbidden.includes(key.content) ? key.content : pair}\`.`,
            fix: () => {
              const edits = removeEntry(map, key.content);
              return edits === undefined ? undefined : { title: `Take \`${key.content}\` out`, edits };
            },
          });
        }
      }
    },
  },
});
