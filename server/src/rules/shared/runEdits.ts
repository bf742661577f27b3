import { insert, remove, type Edit } from '../../engine/text/span.js';
import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { RunCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { appendToRun } from './osPackages.js';

/** Edits on the words of a RUN that keep its layout, in shell text and in the exec form. */

/** Whether the command's words are elements of a JSON array and not shell text. */
export const isExecForm = (command: RunCommand): boolean => command.run.form === 'exec' && command.nameWord.text.startsWith('"');

/** `text` as the next argument behind `word`: a blank and the text, or one more element of the exec form. */
export function argumentBehind(command: RunCommand, word: ShellWord, text: string): Edit {
  return insert(word.span.end, isExecForm(command) ? `, ${JSON.stringify(text)}` : ` ${text}`);
}

/** Takes a word away with the blanks before it; with its line where the line holds nothing else. */
export function removeArgument(text: string, command: RunCommand, word: ShellWord): Edit | undefined {
  if (isExecForm(command)) return undefined;
  const { start, end } = word.span;
  const from = lineStart(text, start);
  const before = text.slice(from, start);
  const after = text.slice(end, lineEnd(text, end));
  const next = text.indexOf('\n', end);
  if (before.trim() === '' && /^[ \t]*[\\`][ \t]*$/.test(after) && next !== -1) return remove({ start: from, end: next + 1 });
  return remove({ start: start - (before.length - before.trimEnd().length), end });
}

/** The file's escape character: a backquote where the directive at its top says so. */
export function escapeOf(text: string): '\\' | '`' {
  return /^\ufeff?(?:[ \t]*#[^\n]*\n)*?[ \t]*#[ \t]*escape[ \t]*=[ \t]*`/i.test(text) ? '`' : '\\';
}

/**
 * `words` as the last command of `command`'s RUN, run as the same user. Undefined where the end of the text is no place for
 * it: a comment of the shell would swallow it, and behind a dangling operator it would be its operand.
 */
export function appendCleanup(text: string, command: RunCommand, words: string): Edit[] | undefined {
  const { run } = command;
  const written = text.slice(run.rest.span.start, run.rest.span.end);
  const last = command.siblings.at(-1);
  if (run.heredocs.length === 0) {
    if (/(?:&&?|\|\|?|[\\`])$/.test(written)) return undefined;
    if (last !== undefined && text.slice(last.span.end, run.rest.span.end).includes('#')) return undefined;
  } else if (last !== undefined && /^(?:exit|exec)$/.test(last.name)) return undefined;
  return appendToRun(text, run, command.wrapper?.name === 'sudo' ? `sudo ${words}` : words);
}
