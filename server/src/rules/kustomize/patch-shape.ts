import { defineRule } from '../../engine/rule/define.js';
import { entryOf } from '../../languages/kustomize/model.js';
import { eachPatch } from '../../languages/kustomize/patches.js';
import page from './patch-shape.md';

export default defineRule({
  id: 'kustomize/patch-shape',
  language: 'kustomize',
  severity: 'error',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      if (!file.isSound) return;
      for (const { map } of eachPatch(file)) {
        const [path, patch] = [entryOf(map, 'path'), entryOf(map, 'patch')].map((entry) =>
          entry?.value.isNull === true || entry?.value.scalarText === '' ? undefined : entry,
        );
        const [first] = map.entries;
        if (path !== undefined && patch !== undefined)
          ctx.report({
            at: patch.key.span,
            message: 'The patch is given twice, by `path` and by `patch`: kustomize takes one of them and refuses both.',
          });
        else if (path === undefined && patch === undefined && first !== undefined)
          ctx.report({
            at: first.key.span,
            message: 'The entry has neither `path` nor `patch`, and kustomize refuses a patch that says nothing.',
          });
      }
    },
  },
});
