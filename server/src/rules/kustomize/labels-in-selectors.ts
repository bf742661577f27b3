import { defineRule } from '../../engine/rule/define.js';
import { replace } from '../../engine/text/span.js';
import { entryOf } from '../../languages/kustomize/model.js';
import { mapsIn } from '../../languages/yaml/reading.js';
import page from './labels-in-selectors.md';

export default defineRule({
  id: 'kustomize/labels-in-selectors',
  language: 'kustomize',
  severity: 'info',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      const common = file.entry('commonLabels');
      if (common !== undefined && common.value.entries.length > 0)
        ctx.report({
          at: common.key.span,
          message:
            '`commonLabels` go into selectors too, which cannot change in a Deployment that exists: a new label later means to delete it first.',
        });
      for (const map of mapsIn(file.get('labels'))) {
        const entry = entryOf(map, 'includeSelectors');
        if (entry?.value.boolean !== true) continue;
        ctx.report({
          at: entry.key.span,
          message:
            'These labels go into selectors too, which cannot change in a Deployment that exists: a new label later means to delete it first.',
          fix: () =>
            entryOf(map, 'includeTemplates') === undefined && map.entries.includes(entry)
              ? { title: 'Label the templates alone', edits: [replace(entry.key.span, 'includeTemplates')] }
              : undefined,
        });
      }
    },
  },
});
