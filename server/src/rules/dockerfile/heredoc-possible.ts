import { defineRule } from '../../engine/rule/define.js';
import type { Instruction, RunInstruction } from '../../languages/dockerfile/model.js';
import page from './heredoc-possible.md';

export default defineRule({
  id: 'dockerfile/heredoc-possible',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/prefer-run-heredoc'],
  fix: 'none',
  page,
  check: {
    Stage({ instructions }, ctx) {
      let row: RunInstruction[] = [];
      const tell = (): void => {
        const [first] = row;
        if (first !== undefined && row.length >= 3)
          ctx.report({
            at: first.keyword.span,
            message: `${row.length} RUNs stand behind each other; one here-document holds their commands in one layer.`,
          });
        row = [];
      };
      for (const instruction of instructions) {
        if (!isPlain(instruction)) tell();
        else if (chained(instruction) >= 3) {
          tell();
          ctx.report({
            at: instruction.keyword.span,
            message: `${chained(instruction)} commands are chained; in a here-document each has a line of its own, without backslashes.`,
          });
        } else row.push(instruction);
      }
      tell();
    },
  },
});

function isPlain(instruction: Instruction): instruction is RunInstruction & Instruction {
  return (
    instruction.kind === 'RUN' &&
    instruction.form === 'shell' &&
    instruction.heredocs.length === 0 &&
    instruction.flags.length === 0 &&
    instruction.before.shell.posix &&
    instruction.script() !== undefined
  );
}

/** How many commands the script's own list has, joined by `&&` or semicolons. */
const chained = (run: RunInstruction): number =>
  1 +
  run.commands.filter(({ joinedBy, depth, wrapper }) => (joinedBy === '&&' || joinedBy === ';') && depth === 0 && wrapper === undefined)
    .length;
