import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { remove } from '../../engine/text/span.js';
import type { Instruction, Word } from '../../languages/dockerfile/model.js';
import page from './extra-arguments.md';

export default defineRule({
  id: 'dockerfile/extra-arguments',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'dockerfile-utils:ARGUMENT_EXTRA',
    'dockerfile-utils:ARGUMENT_REQUIRES_ONE_OR_THREE',
    'dockerfile-utils:ARGUMENT_UNNECESSARY',
    'dockerfilelint:extra_args',
  ],
  fix: 'review',
  page,
  check: {
    From: check,
    Healthcheck: check,
    Stopsignal: check,
  },
});

function check(instruction: Instruction, ctx: RuleContext): void {
  const keep = kept(instruction);
  const first = keep === undefined ? undefined : instruction.words[keep];
  const last = instruction.words.at(-1);
  const before = keep === undefined ? undefined : (instruction.words[keep - 1] as Word);
  if (first === undefined || last === undefined || before === undefined) return;
  const at = { start: first.span.start, end: last.span.end };
  ctx.report({
    at,
    message: `\`${instruction.keyword.text}\` takes nothing behind \`${before.text}\`, so the build fails.`,
    // The blanks before go too; a continued line stays as it is.
    fix: () =>
      ctx.text.slice(before.span.end, at.start).includes('\n')
        ? undefined
        : { title: `Remove \`${ctx.text.slice(at.start, at.end)}\``, edits: [remove({ start: before.span.end, end: at.end })] },
  });
}

/** How many words the instruction may have, where there is a limit that its first words tell. */
function kept(instruction: Instruction): number | undefined {
  switch (instruction.kind) {
    case 'STOPSIGNAL':
      return 1;
    case 'FROM':
      if (instruction.asKeyword !== undefined) return 3;
      // Three words without AS: the middle one is a misspelt AS.
      return instruction.words.length === 3 ? undefined : 1;
    case 'HEALTHCHECK':
      return instruction.type?.value === 'NONE' ? 1 : undefined;
    default:
      return undefined;
  }
}
