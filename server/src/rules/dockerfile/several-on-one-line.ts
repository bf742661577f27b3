import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import { insert, replace, type Span } from '../../engine/text/span.js';
import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import type { Instruction, ShellCommand } from '../../languages/dockerfile/model.js';
import page from './several-on-one-line.md';

export default defineRule({
  id: 'dockerfile/several-on-one-line',
  language: 'dockerfile',
  severity: 'hint',
  presets: [],
  since: '0.4.0',
  aliases: ['tally:tally/newline-per-chained-call'],
  fix: 'safe',
  page,
  check: {
    Run(run, ctx) {
      if (run.form === 'exec') return;
      const flags = run.mounts.map(({ flag }) => flag.span);
      const commands = run.heredocs.length === 0 ? chainOf(run.script()?.commands ?? []) : [];
      check(run, flags, commands, ctx);
    },
    Healthcheck(instruction, ctx) {
      if (instruction.form === 'exec' || instruction.command === undefined) return;
      check(instruction, [], chainOf(instruction.script()?.commands ?? []), ctx);
    },
    Label(instruction, ctx) {
      const { pairs } = instruction;
      if (pairs.length < 2 || pairs[0]?.legacy === true) return;
      check(
        instruction,
        [],
        [],
        ctx,
        pairs.map(({ span }) => span),
      );
    },
  },
});

/** The commands of the script's own list that `&&` or `||` join. */
function chainOf(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const unwrapped = commands.filter(({ wrapper }) => wrapper === undefined);
  return unwrapped.every(({ depth }) => depth === 0) ? unwrapped : [];
}

function check(
  instruction: Instruction,
  flags: readonly Span[],
  commands: readonly ShellCommand[],
  ctx: RuleContext,
  pairs: readonly Span[] = [],
): void {
  if (flags.length < 2 && commands.length < 2 && pairs.length < 2) return;
  // Its own text: what looks at the file is judged again at each key.
  const { source } = instruction;
  const from = (instruction.onbuild ?? instruction).span.start;
  /** Where a line has to begin: the word, and what joins it to the one before. */
  const breaks: { readonly gap: Span; readonly joint: string }[] = [];
  const note = (before: Span | undefined, at: Span, joint: string): void => {
    if (before === undefined) return;
    const gap = { start: before.end, end: at.start };
    const between = source.slice(gap.start - from, gap.end - from);
    if (!between.includes('\n') && between.trim() === joint) breaks.push({ gap, joint });
  };
  for (const list of [flags, pairs]) list.forEach((span, i) => note(list[i - 1], span, ''));
  commands.forEach((command, i) => {
    if (command.joinedBy === '&&' || command.joinedBy === '||') note(commands[i - 1]?.span, command.span, command.joinedBy);
  });
  const [first] = breaks;
  if (first === undefined) return;
  const joint = from + source.indexOf(first.joint, first.gap.start - from);
  ctx.report({
    at: first.joint === '' ? { start: first.gap.end, end: first.gap.end + 1 } : { start: joint, end: joint + 2 },
    message: `\`${instruction.keyword.text}\` has several ${pairs.length > 0 ? 'labels' : first.joint === '' ? 'mounts' : 'commands'} on one line.`,
    fix: () => {
      const { text } = ctx;
      const start = `${instruction.escape}${lineBreakOf(text)}${indentationAt(text, instruction.span.start)}    `;
      return {
        title: 'Put each on a line of its own',
        edits: breaks.map((each) =>
          each.joint === ''
            ? replace(each.gap, ` ${start}`)
            : each.gap.start === each.gap.end
              ? insert(each.gap.start, ` ${start}`)
              : replace(each.gap, ` ${start}${each.joint} `),
        ),
      };
    },
  });
}
