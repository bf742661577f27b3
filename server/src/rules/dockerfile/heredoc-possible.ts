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
    Run(run, ctx) {
      if (run.onbuild !== undefined || !isPlain(run)) return;
      const count = chained(run);
      if (count >= enough) {
        ctx.report({
          at: run.keyword.span,
          message: `${count} commands are chained; in a here-document each has a line of its own, without backslashes.`,
        });
        return;
      }
      const others = run.stage?.instructions ?? [];
      const first = others.indexOf(run);
      // Of a row the first one tells.
      if (isShort(others[first - 1])) return;
      let behind = first + 1;
      while (isShort(others[behind])) behind++;
      if (behind - first < enough) return;
      ctx.report({
        at: run.keyword.span,
        message: `${behind - first} RUNs stand behind each other; one here-document holds their commands in one layer.`,
      });
    },
  },
});

/** So many commands, or RUNs, are worth a here-document. */
const enough = 3;

/** Shell text that could stand in a here-document. */
function isPlain(run: RunInstruction): boolean {
  return run.form === 'shell' && run.heredocs.length === 0 && run.flags.length === 0 && run.script() !== undefined;
}

/** A RUN that is not worth a here-document of its own. */
function isShort(instruction: Instruction | undefined): boolean {
  return instruction?.kind === 'RUN' && isPlain(instruction) && chained(instruction) < enough;
}

/** How many commands the script's own list has, joined by `&&` or semicolons. */
function chained({ commands }: RunInstruction): number {
  let count = 1;
  for (const { joinedBy, depth, wrapper } of commands)
    if ((joinedBy === '&&' || joinedBy === ';') && depth === 0 && wrapper === undefined) count++;
  return count;
}
