import { defineRule, type RuleContext } from '../../engine/rule/define.js';
import type { Instruction, ShellInstruction } from '../../languages/dockerfile/model.js';
import { variableModifiers } from '../../languages/dockerfile/vocabulary.js';
import page from './unknown-variable-modifier.md';

export default defineRule({
  id: 'dockerfile/unknown-variable-modifier',
  language: 'dockerfile',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: ['dockerfile-utils:UNSUPPORTED_MODIFIER'],
  fix: 'none',
  page,
  check: {
    Instruction(instruction, ctx) {
      if (instruction.variables.length === 0 || instruction.kind === 'UNKNOWN' || instruction.kind === 'ONBUILD') return;
      if (instruction.kind === 'SHELL') return checkShell(instruction, ctx);
      // The shell expands what these say, and knows more modifiers.
      if (/^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(instruction.kind)) return checkText(instruction, ctx);
      const end = instruction.kind === 'RUN' ? instruction.rest.span.start : instruction.head.end;
      for (const use of instruction.variables) {
        if (use.modifier === undefined || use.modifierSpan === undefined || variableModifiers.has(use.modifier) || use.span.end > end)
          continue;
        ctx.report({
          at: use.modifierSpan,
          message: `Docker does not know what \`${use.modifier}\` means behind \`${use.name}\`, so the build fails; it knows \`:-\`, \`:+\`, \`:?\`, \`#\`, \`%\` and \`/\`.`,
        });
      }
    },
  },
});

/** Docker reads no variables in SHELL, so a program that is named by one does not exist. */
function checkShell({ json, variables }: ShellInstruction, ctx: RuleContext): void {
  const first = json?.elements[0]?.span;
  const use = variables.find(({ span }) => first !== undefined && span.start >= first.start && span.end <= first.end);
  if (use?.modifier === undefined || use.modifierSpan === undefined || variableModifiers.has(use.modifier)) return;
  ctx.report({
    at: use.modifierSpan,
    severity: 'warning',
    message: `SHELL names its program as it stands: nobody reads \`${use.name}\` here, and nobody knows what \`${use.modifier}\` means behind it.`,
  });
}

/** What the shell does not know either: nothing behind the colon, and for dash and cmd anything that is no modifier of POSIX. */
function checkText(instruction: Instruction, ctx: RuleContext): void {
  const { before, stage, variables } = instruction;
  if (!('form' in instruction) || instruction.form === 'exec') return;
  const { shell } = before;
  const isPlainShell = shell.kind === 'sh' && (stage?.base.facts?.shell ?? 'dash') === 'dash';
  const isCmd = shell.kind === 'cmd';
  if (!shell.posix && !isCmd) return;
  for (const use of variables) {
    if (use.modifier !== ':' || use.modifierSpan === undefined) continue;
    if (use.argument !== '' && !isPlainShell && !isCmd) continue;
    ctx.report({
      at: use.modifierSpan,
      severity: use.argument === '' && !isCmd ? 'warning' : 'info',
      message: isCmd
        ? `\`cmd\` reads variables between percent signs, so \`\${${use.name}:…}\` stays as it is.`
        : `${use.argument === '' ? 'No shell knows' : 'The plain `/bin/sh` of Debian and POSIX does not know'} what \`:${use.argument ?? ''}\` means behind \`${use.name}\`: the command stops there.`,
    });
  }
}
