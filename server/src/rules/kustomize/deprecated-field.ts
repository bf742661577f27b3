import { defineRule } from '../../engine/rule/define.js';
import { entryOf } from '../../languages/kustomize/model.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import { deprecations, replacementFor } from '../shared/kustomizeDeprecated.js';
import page from './deprecated-field.md';

export default defineRule({
  id: 'kustomize/deprecated-field',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'review',
  tags: ['deprecated'],
  page,
  check: {
    File(file, ctx) {
      const { root } = file;
      if (root === undefined || !file.isSound) return;
      for (const [field, next] of Object.entries(deprecations)) {
        const entry = entryOf(root, field);
        if (entry === undefined || !root.entries.includes(entry)) continue;
        ctx.report({
          at: entry.key.span,
          message: `\`${field}\` is deprecated; \`${next}\` does the same.`,
          fix: () => replacementFor(file, field),
        });
      }
      for (const field of ['configMapGenerator', 'secretGenerator']) {
        for (const map of mapsIn(file.get(field))) {
          const entry = entryOf(map, 'env');
          if (entry === undefined || !map.entries.includes(entry)) continue;
          ctx.report({
            at: entry.key.span,
            message: '`env` is deprecated; `envs` takes a list of files.',
            fix: () => replacementFor(file, 'env', map),
          });
        }
      }
    },
  },
});
