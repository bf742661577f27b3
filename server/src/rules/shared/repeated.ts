import { wholeLines } from '../../engine/text/lines.js';
import type { RuleContext } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import type { Stage } from '../../languages/dockerfile/model.js';

/** Reports the instructions of a kind that one further down the same stage takes the place of. */
export function reportRepeated(stage: Stage, kind: 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK', which: string, ctx: RuleContext): void {
  const all = stage.instructions.filter((instruction) => instruction.kind === kind);
  const last = all.at(-1);
  for (const instruction of all.slice(0, -1)) {
    ctx.report({
      at: instruction.span,
      message: `A \`${kind}\` below takes the place of this one; ${which}.`,
      related: last === undefined ? [] : [{ at: last.span, message: 'the one that counts' }],
      fix: () => ({ title: `Remove this \`${kind}\``, edits: [remove(wholeLines(ctx.text, instruction.span))] }),
    });
  }
}
