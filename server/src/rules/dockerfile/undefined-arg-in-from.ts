import { defineRule } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import { lineBreakOf, lineStart } from '../../engine/text/lines.js';
import { nearest, platformArguments } from '../../languages/dockerfile/vocabulary.js';
import page from './undefined-arg-in-from.md';

export default defineRule({
  id: 'dockerfile/undefined-arg-in-from',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['buildkit:UndefinedArgInFrom', 'tally:buildkit/UndefinedArgInFrom', 'dockerfile-utils:BASE_NAME_EMPTY'],
  fix: 'review',
  page,
  check: {
    File(model, ctx) {
      const known = new Set([
        ...platformArguments,
        ...model.globalArguments.flatMap((argument) => argument.pairs.map((pair) => pair.name.value)),
      ]);
      const first = model.stages[0]?.from;
      for (const { from } of model.stages) {
        for (const use of from?.variables ?? []) {
          if (known.has(use.name) || (use.modifier !== undefined && /[-+]$/.test(use.modifier) && use.argument !== '')) continue;
          const near = nearest(use.name, known);
          const at = lineStart(ctx.text, first?.span.start ?? 0);
          const declare = {
            title: `Declare \`ARG ${use.name}\` before the first FROM`,
            edits: [insert(at, `ARG ${use.name}${lineBreakOf(ctx.text)}`)],
          };
          ctx.report({
            at: use.nameSpan,
            message: `\`${use.name}\` is not declared before the first FROM, so it is empty here${near === undefined ? '' : `; \`${near}\` is`}.`,
            fix: () => (near === undefined ? declare : [{ title: `Change to \`${near}\``, edits: [replace(use.nameSpan, near)] }, declare]),
          });
        }
      }
    },
  },
});
