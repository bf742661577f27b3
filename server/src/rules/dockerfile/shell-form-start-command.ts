import { defineRule } from '../../engine/rule/define.js';
import type { RuleContext } from '../../engine/rule/define.js';
import type { CmdInstruction, EntrypointInstruction, State } from '../../languages/dockerfile/model.js';
import { isPlain, jsonFix, startForm } from '../shared/shellForm.js';
import { isMeantAsJson } from './malformed-exec-form.js';
import { lacksShell } from './shell-form-on-distroless.js';
import page from './shell-form-start-command.md';

export default defineRule({
  id: 'dockerfile/shell-form-start-command',
  language: 'dockerfile',
  severity: 'warning',
  presets: ['recommended'],
  since: '0.1.0',
  aliases: [
    'hadolint:DL3025',
    'buildkit:JSONArgsRecommended',
    'tally:hadolint/DL3025',
    'tally:buildkit/JSONArgsRecommended',
    'sonar:S7019',
    'semgrep:prefer-json-notation',
  ],
  fix: 'safe',
  page,
  check: {
    Cmd: check,
    Entrypoint: check,
    Healthcheck(instruction, ctx) {
      const commands = instruction.script()?.commands ?? [];
      const [only] = commands;
      if (instruction.command === undefined || instruction.form === 'exec' || instruction.before.shell.instruction !== undefined) return;
      // A check needs its shell for `|| exit 1` and the like; plain words do not.
      if (
        only === undefined ||
        commands.length > 1 ||
        !isPlain(only, ctx.text.slice(instruction.command.span.start, instruction.command.span.end))
      )
        return;
      ctx.report({
        at: instruction.command.span,
        severity: 'hint',
        message: 'Nothing here needs a shell, and the JSON form runs without one.',
        fix: () => jsonFix(instruction.command?.span ?? instruction.span, only),
      });
    },
  },
});

function check(instruction: CmdInstruction | EntrypointInstruction, ctx: RuleContext): void {
  const { form, rest, json, before, onbuild } = instruction;
  if (form === 'exec' || rest.text === '' || onbuild !== undefined) return;
  // Who sets a shell wants it; that is BuildKit's reading too.
  if (before.shell.instruction !== undefined) return;
  // No shell is process 1 where there is none: `shell-form-on-distroless` says what happens. Of `scratch` BuildKit says it here.
  const isBare = instruction.stage?.base.scratch === true;
  const hasNone = instruction.stage !== undefined && lacksShell(instruction.stage, instruction.index);
  if (hasNone && !isBare) return;
  if (json !== undefined && isMeantAsJson(ctx.text, json)) return;
  const commands = (instruction.script()?.commands ?? []).filter(({ wrapper }) => wrapper === undefined);
  const single = commands.length === 1 ? commands[0] : undefined;
  // With `exec` the shell gives way, at the latest when its last command runs.
  if (commands.at(-1)?.name === 'exec') return;
  ctx.report({
    at: rest.span,
    message: `${hasNone ? 'The shell form needs `/bin/sh`.' : consequence(before, single !== undefined)} The JSON form runs the program itself.`,
    fix: () => startForm(instruction, commands, ctx.text),
  });
}

function consequence({ shell }: State, isSingle: boolean): string {
  const name = shell.kind === 'cmd' ? 'cmd' : shell.kind === 'powershell' ? 'PowerShell' : (shell.words[0] ?? '/bin/sh');
  if (!isSingle || shell.kind === 'cmd' || shell.kind === 'powershell')
    return `\`${name}\` is process 1 here and does not pass SIGTERM on, so the container is killed after the grace period.`;
  if (shell.kind === 'ash' || shell.kind === 'bash')
    return `\`${name}\` starts this; it gives way to a single command, but not once a second one is added.`;
  return `\`${name}\` is process 1 here; dash keeps the program as its child and does not pass SIGTERM on.`;
}
