import { defineRule } from '../../engine/rule/define.js';
import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import type { CmdInstruction, EntrypointInstruction, ShellCommand, State } from '../../languages/dockerfile/model.js';
import { isMeantAsJson } from './malformed-exec-form.js';
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
  if (json !== undefined && isMeantAsJson(ctx.text, json)) return;
  const commands = (instruction.script()?.commands ?? []).filter(({ wrapper }) => wrapper === undefined);
  const single = commands.length === 1 ? commands[0] : undefined;
  // With `exec` the shell gives way, at the latest when its last command runs.
  if (commands.at(-1)?.name === 'exec') return;
  ctx.report({
    at: rest.span,
    message: `${consequence(before, single !== undefined)} The JSON form runs the program itself.`,
    fix: () => fixOf(instruction, commands, ctx.text),
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

function fixOf(instruction: CmdInstruction | EntrypointInstruction, commands: readonly ShellCommand[], text: string): Fix | undefined {
  const { rest } = instruction;
  const written = text.slice(rest.span.start, rest.span.end);
  const [only] = commands;
  if (commands.length === 1 && only !== undefined && isPlain(only, written)) return jsonFix(rest.span, only);
  // `exec` gives the shell's place to the last command of a list.
  const last = commands.at(-1);
  if (
    last === undefined ||
    last.depth > 0 ||
    last.pipeline.length > 1 ||
    last.conditional ||
    last.name === '' ||
    last.assignments.length > 0
  )
    return undefined;
  if (commands.some(({ joinedBy }) => joinedBy === '&' || joinedBy === '||') || /&\s*$/.test(written)) return undefined;
  if (/^(?:cd|export|set|wait|exit|source|\.|:|true|false|echo|read|trap|ulimit|umask)$/.test(last.name)) return undefined;
  return { title: `Put \`exec\` before \`${last.name}\``, safety: 'review', edits: [insert(last.nameWord.span.start, 'exec ')] };
}

/** One program with literal words, nothing that a shell would have to do. */
function isPlain(command: ShellCommand, written: string): boolean {
  if (
    command.redirects.length > 0 ||
    command.assignments.length > 0 ||
    command.pipeline.length > 1 ||
    command.depth > 0 ||
    command.name === ''
  )
    return false;
  if (/[\n#`;&|<>(){}]|\\$/.test(written)) return false;
  return [command.nameWord, ...command.args].every(({ literal, value }) => literal && !/[$*?~\\]/.test(value));
}

const jsonFix = (at: { start: number; end: number }, command: ShellCommand): Fix => ({
  title: 'Write it in the JSON form',
  edits: [replace(at, `[${[command.nameWord, ...command.args].map(({ value }) => JSON.stringify(value)).join(', ')}]`)],
});
