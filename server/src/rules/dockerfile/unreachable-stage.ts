import { defineRule } from '../../engine/rule/define.js';
import type { Stage } from '../../languages/dockerfile/model.js';
import page from './unreachable-stage.md';

export default defineRule({
  id: 'dockerfile/unreachable-stage',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['tally:tally/no-unreachable-stages'],
  fix: 'none',
  tags: ['unnecessary'],
  page,
  check: {
    File(model, ctx) {
      if (model.stages.length < 2) return;
      const needed = new Set<Stage>();
      const visit = (stage: Stage): void => {
        if (needed.has(stage)) return;
        needed.add(stage);
        for (const other of model.stages) if (other.uses.some((use) => use.by === stage)) visit(other);
      };
      visit(model.finalStage);
      for (const stage of model.stages) {
        if (needed.has(stage) || stage.from === undefined) continue;
        ctx.report({
          at: stage.from.keyword.span,
          message: `Stage \`${stage.name ?? String(stage.index)}\` is not part of the final image: it is built only with \`--target\`.`,
        });
      }
    },
  },
});
