import { defineRule } from '../../engine/rule/define.js';
import { imagesIn } from '../../languages/kustomize/facts.js';
import { valueOf } from '../../languages/kustomize/model.js';
import page from './image-override-latest.md';

export default defineRule({
  id: 'kustomize/image-override-latest',
  language: 'kustomize',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.3.0',
  fix: 'none',
  page,
  check: {
    File(file, ctx) {
      for (const { map, newTag, digest } of imagesIn(file)) {
        const node = valueOf(map, 'newTag');
        if (node === undefined || newTag !== 'latest' || digest !== null) continue;
        ctx.report({
          at: node.span,
          message: '`latest` is whatever was pushed last: the next pod may run another version, and there is none to roll back to.',
        });
      }
    },
  },
});
