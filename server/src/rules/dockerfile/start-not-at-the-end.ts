import { defineRule } from '../../engine/rule/define.js';
import type { Instruction } from '../../languages/dockerfile/model.js';
import page from './start-not-at-the-end.md';

export default defineRule({
  id: 'dockerfile/start-not-at-the-end',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/epilogue-order'],
  fix: 'none',
  page,
  check: {
    Stage(stage, ctx) {
      if (!stage.isFinal && stage.uses.length > 0) return;
      let highest = -1;
      let isEnd = true;
      const { instructions } = stage;
      for (let i = instructions.length - 1; i >= 0; i--) {
        const instruction = instructions[i] as Instruction;
        const rank = order.indexOf(instruction.kind);
        if (rank === -1) {
          isEnd = false;
          continue;
        }
        const isOrdered = highest === -1 || rank <= highest;
        if (!isEnd || !isOrdered) {
          ctx.report({
            at: instruction.keyword.span,
            message: isEnd
              ? `\`${instruction.keyword.text}\` stands behind \`${order[highest] ?? ''}\`; the usual order is STOPSIGNAL, HEALTHCHECK, ENTRYPOINT, CMD.`
              : `\`${instruction.keyword.text}\` stands in the middle of the stage; what a container starts is looked for at its end.`,
          });
          return;
        }
        highest = rank;
      }
    },
  },
});

const order: readonly string[] = ['STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];
