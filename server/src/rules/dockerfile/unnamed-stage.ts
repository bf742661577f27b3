import { defineRule } from '../../engine/rule/define.js';
import { insert } from '../../engine/text/span.js';
import page from './unnamed-stage.md';

export default defineRule({
  id: 'dockerfile/unnamed-stage',
  language: 'dockerfile',
  severity: 'hint',
  presets: ['recommended'],
  since: '0.1.0',
  fix: 'review',
  page,
  check: {
    File(model, ctx) {
      if (model.stages.length < 2) return;
      for (const stage of model.stages) {
        const { from } = stage;
        if (from?.image === undefined || stage.name !== undefined || stage.isFinal) continue;
        const name = `stage-${stage.index}`;
        const at = from.image.span;
        ctx.report({
          at: from.keyword.span,
          message: `Stage ${stage.index} has no name; others can only refer to it by a number that changes when a stage is added above.`,
          fix: () => ({ title: `Name it \`${name}\``, edits: [insert(at.end, ` AS ${name}`)] }),
        });
      }
    },
  },
});
