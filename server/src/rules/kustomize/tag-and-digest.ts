import { defineRule } from '../../engine/rule/define.js';
import { imagesIn } from '../../languages/kustomize/facts.js';
import { entryOf } from '../../languages/kustomize/model.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './tag-and-digest.md';

export default defineRule({
  id: 'kustomize/tag-and-digest',
  language: 'kustomize',
  severity: 'hint',
  presets: ['strict'],
  since: '0.3.0',
  fix: 'review',
  page,
  check: {
    File(file, ctx) {
      for (const { map, newTag, digest } of imagesIn(file)) {
        const entry = entryOf(map, 'newTag');
        if (entry === undefined || newTag === null || newTag === '' || digest === null || digest === '') continue;
        ctx.report({
          at: entry.key.span,
          message: `The digest decides which image runs: \`${newTag}\` is for readers alone, and says something else as soon as one of the two is changed.`,
          fix: () => {
            const edits = removeEntry(map, entry.key.content);
            return edits === undefined ? undefined : { title: 'Remove the tag', edits };
          },
        });
      }
    },
  },
});
