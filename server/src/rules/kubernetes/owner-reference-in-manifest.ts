import { defineRule } from '../../engine/rule/define.js';
import { removeEntry } from '../../languages/yaml/edit.js';
import page from './owner-reference-in-manifest.md';

export default defineRule({
  id: 'kubernetes/owner-reference-in-manifest',
  language: 'kubernetes',
  severity: 'warning',
  presets: ['strict'],
  since: '0.2.0',
  fix: 'review',
  page,
  check: {
    where: ['ownerReferences'],
    Object(object, ctx) {
      const metadata = object.get('metadata');
      if (metadata?.kind !== 'map') return;
      const entry = metadata.entry('ownerReferences');
      if (entry === undefined || entry.value.items.length === 0 || entry.value.items.some((owner) => owner.get('uid')?.isUnknown)) return;
      ctx.report({
        at: entry.key.span,
        message: 'An owner is known by a `uid` of one cluster; in another one this object is deleted, because its owner is not there.',
        fix: () => {
          const edits = removeEntry(metadata, 'ownerReferences');
          return edits === undefined ? undefined : { title: 'Remove `ownerReferences`', edits };
        },
      });
    },
  },
});
