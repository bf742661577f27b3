import { wholeLines } from '../../engine/text/lines.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction } from '../../languages/dockerfile/model.js';

/** Reports an instruction that another one of its kind, further down the same stage, takes the place of. */
export function reportRepeated(
  instruction: CmdInstruction | EntrypointInstruction | HealthcheckInstruction,
  which: string,
  ctx: RuleContext,
): void {
  const { kind, onbuild, stage } = instruction;
  if (onbuild !== undefined) return;
  const last = stage?.instructions.filter((other) => other.kind === kind).at(-1);
  if (last === undefined || last === instruction) return;
  ctx.report({
    at: instruction.span,
    message: `A \`${kind}\` below takes the place of this one; ${which}.`,
    related: [{ at: last.span, message: 'the one that counts' }],
    fix: () => ({ title: `Remove this \`${kind}\``, edits: [remove(wholeLines(ctx.text, instruction.span))] }),
  });
}
