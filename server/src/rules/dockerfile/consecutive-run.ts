import { defineRule } from '../../engine/rule/define.js';
import type { RunInstruction } from '../../languages/dockerfile/model.js';
import { instructionAbove } from '../shared/neighbours.js';
import page from './consecutive-run.md';

export default defineRule({
  id: 'dockerfile/consecutive-run',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.1.0',
  aliases: ['hadolint:DL3059', 'sonar:S7031'],
  fix: 'none',
  page,
  check: {
    Run(run, ctx) {
      if (run.onbuild !== undefined || !isPlain(run)) return;
      const previous = instructionAbove(run);
      if (previous?.kind === 'RUN' && isPlain(previous) && sameFlags(run, previous))
        ctx.report({ at: run.keyword.span, message: 'This RUN directly follows another one; joined with `&&` the two make one layer.' });
    },
  },
});

/** A RUN that is long already would only get harder to read: one command is the measure. */
function isPlain(run: RunInstruction): boolean {
  return (
    run.form === 'shell' && run.heredocs.length === 0 && run.script()?.commands.filter(({ wrapper }) => wrapper === undefined).length === 1
  );
}

function sameFlags(a: RunInstruction, b: RunInstruction): boolean {
  if (a.flags.length !== b.flags.length) return false;
  const text = (run: RunInstruction): string =>
    run.flags
      .map((flag) => flag.text)
      .sort()
      .join(' ');
  return text(a) === text(b);
}
