import { insert, remove, type Edit, type Span } from '../../engine/text/span.js';
import { indentationAt, lineBreakOf, lineEnd, lineStart } from '../../engine/text/lines.js';
import type { RunCommand, RunInstruction, ShellWord } from '../../languages/dockerfile/model.js';

/** Edits of RUN instructions that keep the layout: what is written stays where it is. */

/** Whether the word is an element of a JSON array and not of shell text. */
const isJson = (command: RunCommand): boolean => command.run.form === 'exec' && command.nameWord.text.startsWith('"');

/** `text` as the next argument behind `word`, in shell text or in the exec form. */
export function argumentBehind(command: RunCommand, word: ShellWord, text: string): Edit {
  return insert(word.span.end, isJson(command) ? `, ${JSON.stringify(text)}` : ` ${text}`);
}

/** Takes a word away with the blanks before it, and its line when it stands there alone. */
export function removeArgument(text: string, command: RunCommand, word: ShellWord): Edit | undefined {
  if (isJson(command)) return undefined;
  const start = lineStart(text, word.span.start);
  const end = lineEnd(text, word.span.end);
  const alone = text.slice(start, word.span.start).trim() === '' && /^[ \t]*[\\`]?[ \t]*$/.test(text.slice(word.span.end, end));
  const continues = /[\\`][ \t]*$/.test(text.slice(word.span.end, end));
  if (alone && continues) return remove({ start, end: Math.min(text.length, text.indexOf('\n', end) + 1) });
  let from = word.span.start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  return remove({ start: from === start ? word.span.start : from, end: word.span.end });
}

/** The escape character of the file: a backquote where the directive says so. */
export function escapeOf(text: string): '\\' | '`' {
  return /^\ufeff?(?:[ \t]*#[^\n]*\n)*?[ \t]*#[ \t]*escape[ \t]*=[ \t]*`/i.test(text) ? '`' : '\\';
}

/**
 * `added` as the last command of the RUN, in the file's own layout: a line of its own where the RUN is continued (the
 * operator leads or trails as it does there), a line of the body in a here-document, else behind ` && `. Undefined where
 * no place is safe.
 */
export function appendCommand(text: string, commands: readonly RunCommand[], added: string): Edit | undefined {
  const last = commands.at(-1);
  if (last === undefined || last.run.form === 'exec') return undefined;
  const { run } = last;
  if (run.heredocs.length > 0) return appendToHeredoc(text, run, last, added);
  const { end } = run.rest.span;
  const tail = text.slice(last.span.end, end);
  // A comment of the shell would swallow what follows; a trailing operator would make it something else.
  if (tail.includes('#') || /(?:&&?|\|\|?|[\\`])$/.test(text.slice(run.rest.span.start, end))) return undefined;
  if (/;$/.test(tail)) return insert(end, ` ${added}`);
  const top = commands.filter((command) => command.depth === 0 && command.joinedBy !== undefined && command.pipeline.index === 0);
  const stops = commands.some(({ name, args }) => name === 'set' && args.some(({ value }) => /^-[a-z]*e|^errexit$/.test(value)));
  const semicolons = stops && top.some(({ joinedBy }) => joinedBy === ';') && !top.some(({ joinedBy }) => joinedBy === '&&');
  const operator = semicolons ? ';' : '&&';
  const isContinued = text.slice(run.span.start, end).includes('\n');
  if (!isContinued) return insert(end, semicolons ? `; ${added}` : ` && ${added}`);
  const mark = escapeOf(text);
  const lineBreak = lineBreakOf(text);
  const leading = top.map((command) => lineOf(text, command)).filter((line) => /^[ \t]*(?:&&|;)/.test(line.text));
  const trailing = top.map((command) => lineOf(text, command)).filter((line) => line.isFirstWord);
  const indent = (line: { readonly text: string } | undefined): string =>
    line === undefined ? ownIndentation(text, run, end) : (/^[ \t]*/.exec(line.text)?.[0] ?? '');
  if (semicolons) return insert(end, `; ${mark}${lineBreak}${indent(trailing.at(-1))}${added}`);
  if (leading.length === 0 && trailing.length > 0) return insert(end, ` ${operator} ${mark}${lineBreak}${indent(trailing.at(-1))}${added}`);
  return insert(end, ` ${mark}${lineBreak}${indent(leading.at(-1))}${operator} ${added}`);
}

/** The line that a command begins on, and whether the command is the first thing there. */
function lineOf(text: string, command: RunCommand): { readonly text: string; readonly isFirstWord: boolean } {
  const { start } = command.span;
  const from = lineStart(text, start);
  return {
    text: text.slice(from, lineEnd(text, start)),
    isFirstWord: from > command.run.span.start && text.slice(from, start).trim() === '',
  };
}

/** The last line's indentation, or four blanks where that line is the first. */
function ownIndentation(text: string, run: RunInstruction, end: number): string {
  return lineStart(text, end) > run.span.start ? indentationAt(text, end) : '    ';
}

function appendToHeredoc(text: string, run: RunInstruction, last: RunCommand, added: string): Edit | undefined {
  const [heredoc] = run.heredocs;
  if (run.heredocs.length !== 1 || heredoc?.terminator === undefined) return undefined;
  const { body } = heredoc;
  const isScript = last.span.start >= body.start && last.span.end <= body.end && last.nameWord.span.start < body.end;
  if (!isScript || /^(?:exit|exec)$/.test(last.name)) return undefined;
  const lines = text.slice(body.start, body.end);
  if (!lines.endsWith('\n')) return undefined;
  const indentation = last.depth === 0 ? indentationAt(text, last.span.start) : indentationAt(text, body.start);
  return insert(body.end, `${indentation}${added}${lineBreakOf(text)}`);
}

/** `apt-get` with what runs it as another user: the place to put a command before it. */
export function outermost(command: RunCommand): RunCommand {
  let found = command;
  while (found.wrapper !== undefined) found = { ...found.wrapper, run: command.run, siblings: command.siblings };
  return found;
}

/** `sudo ` where the command is run by it. */
export function sudoOf(command: RunCommand): string {
  return command.wrapper?.name === 'sudo' ? 'sudo ' : '';
}

export const joined = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) });
