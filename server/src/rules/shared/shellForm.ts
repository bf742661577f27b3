import type { Fix } from '../../engine/rule/define.js';
import { insert, replace } from '../../engine/text/span.js';
import type { CmdInstruction, EntrypointInstruction, ShellCommand } from '../../languages/dockerfile/model.js';

// What a start command in shell form becomes, so that signals arrive.

/** The JSON form for plain words, else `exec` before the last command of a list; undefined where neither keeps the meaning. */
export function startForm(
  instruction: CmdInstruction | EntrypointInstruction,
  commands: readonly ShellCommand[],
  text: string,
): Fix | undefined {
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
export function isPlain(command: ShellCommand, written: string): boolean {
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

export const jsonFix = (at: { start: number; end: number }, command: ShellCommand): Fix => ({
  title: 'Write it in the JSON form',
  edits: [replace(at, `[${[command.nameWord, ...command.args].map(({ value }) => JSON.stringify(value)).join(', ')}]`)],
});
