import type { Span } from '../../engine/text/span.js';
import type { Chunk } from './chunks.js';
import type { Origin } from '../../engine/text/origin.js';
import { logicalText, shellText, type Logical } from './logical.js';
import type { Heredoc, Mount, RunCommand, RunInstruction } from './model.js';
import { commandOfWords, readShellScript, wrappedCommands, type ShellCommand, type ShellScript, type ShellWord } from './shell.js';
import { readVariables, type VariableUse } from './variables.js';
import { readFlags, readJsonArray, readPairs, splitWords, type Flag, type JsonArray, type Pair, type Word } from './words.js';

/**
 * What an instruction's own text says, whatever stands around it. Built once per text: an unchanged instruction keeps
 * its syntax from one version of the document to the next.
 */
export interface InstructionSyntax {
  readonly origin: Origin;
  readonly escape: '\\' | '`';
  readonly source: string;
  readonly kind: string;
  readonly keyword: { readonly text: string; readonly span: Span };
  readonly span: Span;
  readonly head: Span;
  readonly flags: readonly Flag[];
  readonly words: readonly Word[];
  readonly rest: Word;
  readonly heredocs: readonly Heredoc[];
  readonly emptyLines: readonly Span[];
  readonly variables: readonly VariableUse[];
  readonly logical: Logical;
  readonly json: JsonArray | undefined;
  readonly pairs: readonly Pair[];
  readonly mounts: readonly Mount[];
  /** HEALTHCHECK: the word behind the flags, and the command behind it. */
  readonly healthcheck: { readonly type: Word; readonly command: Word | undefined } | undefined;
  /** Shell text read as a POSIX shell's, once. */
  readonly script: () => ShellScript | undefined;
  /** The script's commands as a RUN's, once; `owner` names the RUN of the present model. */
  readonly commands: (script: ShellScript) => OwnedCommands;
  /** ONBUILD: the instruction behind it. */
  readonly trigger: InstructionSyntax | undefined;
  /** What the points before and behind it were called in the last version, and the stage's content so far. */
  readonly links: { point: Link | undefined; content: Link | undefined };
}

export interface Link {
  readonly before: number;
  /** FROM: what the end of the stage is called that it names. */
  readonly parent: number;
  readonly after: number;
}

export interface OwnedCommands {
  readonly owner: { run: RunInstruction | undefined };
  readonly commands: readonly RunCommand[];
}

const keywords: ReadonlySet<string> = new Set(
  'FROM RUN CMD ENTRYPOINT HEALTHCHECK COPY ADD ENV ARG LABEL USER WORKDIR SHELL VOLUME ONBUILD EXPOSE STOPSIGNAL MAINTAINER'.split(' '),
);
const flagged: ReadonlySet<string> = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'HEALTHCHECK']);
const jsonKinds: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'SHELL', 'VOLUME']);

/** Reads one instruction: `chunk` is its cut in the document, `source` its text from the keyword to its end, here-documents included. */
export function readInstruction(source: string, chunk: Chunk, escape: '\\' | '`', origin: Origin): InstructionSyntax {
  return readChunk(source, shiftChunk(chunk, -chunk.span.start), escape, origin, 0);
}

function readChunk(source: string, chunk: Chunk, escape: '\\' | '`', origin: Origin, from: number): InstructionSyntax {
  const logical = logicalText(source, chunk, origin, from);
  const keywordText = /^\s*(\S+)/.exec(logical.text)?.[1] ?? '';
  const keywordStart = logical.text.indexOf(keywordText);
  const keywordEnd = keywordStart + keywordText.length;
  const upper = keywordText.toUpperCase();
  const kind = keywords.has(upper) ? upper : 'UNKNOWN';
  const skipBlanks = (at: number): number => at + (/^\s*/.exec(logical.text.slice(at))?.[0].length ?? 0);
  const { flags, rest: restStart } = flagged.has(kind) ? readFlags(logical, keywordEnd) : { flags: [], rest: skipBlanks(keywordEnd) };
  const restText = logical.text.slice(restStart).trimEnd();
  const rest: Word = { text: restText, value: restText, span: logical.span(restStart, restStart + restText.length) };
  const heredocs = chunk.heredocs.map((heredoc) => anchor(source, heredoc, origin));
  const healthcheck = kind === 'HEALTHCHECK' ? readHealthcheck(logical, restStart, restText) : undefined;
  const jsonStart = healthcheck?.type.value.toUpperCase() === 'CMD' ? healthcheck.commandStart : restStart;
  const json = jsonKinds.has(kind) || healthcheck?.command !== undefined ? readJsonArray(logical, jsonStart) : undefined;
  const scriptStart = healthcheck === undefined ? restStart : healthcheck.commandStart;
  const trigger = kind === 'ONBUILD' && restText !== '' ? readChunk(source, chunk, escape, origin, logical.relative(restStart)) : undefined;
  let script: { readonly value: ShellScript | undefined } | undefined;
  let commands: OwnedCommands | undefined;
  return {
    origin,
    escape,
    source,
    kind,
    keyword: { text: keywordText, span: logical.span(keywordStart, keywordEnd) },
    span: origin.span(from, chunk.span.end),
    head: origin.span(from, chunk.headEnd),
    flags,
    words: splitWords(logical, restStart),
    rest,
    heredocs,
    emptyLines: chunk.emptyLines.map((span) => origin.span(span.start, span.end)),
    // The shell expands what RUN, CMD and ENTRYPOINT say; Docker only their flags.
    variables: readVariables(logical, keywordEnd, escape, kind === 'ENV' || kind === 'LABEL' || kind === 'ARG'),
    logical,
    json,
    pairs: kind === 'ENV' || kind === 'LABEL' || kind === 'ARG' ? readPairs(logical, restStart, escape, kind !== 'ARG') : [],
    mounts: kind === 'RUN' ? flags.filter((flag) => flag.name === 'mount').map(readMount) : [],
    healthcheck,
    script: () => (script ??= { value: readScript(source, chunk, logical, origin, kind, json, scriptStart, heredocs) }).value,
    commands: (of) => (commands ??= ownCommands(of)),
    trigger,
    links: { point: undefined, content: undefined },
  };
}

/** A command outlives versions of the document with its syntax, and asks for the RUN that it belongs to now. */
function ownCommands({ commands }: ShellScript): OwnedCommands {
  const owner: OwnedCommands['owner'] = { run: undefined };
  const siblings: RunCommand[] = [];
  for (const command of commands) siblings.push(new OwnedCommand(command, siblings, owner));
  return { owner, commands: siblings };
}

// A getter in an object literal would make V8 hold a shape for each command, and through it the file, until it looks at its
// old space.
class OwnedCommand implements RunCommand {
  declare readonly name: RunCommand['name'];
  declare readonly nameWord: RunCommand['nameWord'];
  declare readonly args: RunCommand['args'];
  declare readonly assignments: RunCommand['assignments'];
  declare readonly redirects: RunCommand['redirects'];
  declare readonly span: RunCommand['span'];
  declare readonly wrapper: RunCommand['wrapper'];
  declare readonly pipeline: RunCommand['pipeline'];
  declare readonly joinedBy: RunCommand['joinedBy'];
  declare readonly depth: RunCommand['depth'];
  declare readonly isolated: RunCommand['isolated'];
  declare readonly conditional: RunCommand['conditional'];
  declare readonly substituted: RunCommand['substituted'];
  declare readonly statement: RunCommand['statement'];
  declare readonly siblings: RunCommand['siblings'];
  readonly #owner: OwnedCommands['owner'];

  constructor(command: ShellCommand, siblings: RunCommand['siblings'], owner: OwnedCommands['owner']) {
    this.name = command.name;
    this.nameWord = command.nameWord;
    this.args = command.args;
    this.assignments = command.assignments;
    this.redirects = command.redirects;
    this.span = command.span;
    this.wrapper = command.wrapper;
    this.pipeline = command.pipeline;
    this.joinedBy = command.joinedBy;
    this.depth = command.depth;
    this.isolated = command.isolated;
    this.conditional = command.conditional;
    this.substituted = command.substituted;
    this.statement = command.statement;
    this.siblings = siblings;
    this.#owner = owner;
  }

  get run(): RunInstruction {
    return this.#owner.run as RunInstruction;
  }
}

function readHealthcheck(
  logical: Logical,
  restStart: number,
  restText: string,
): { type: Word; command: Word | undefined; commandStart: number } | undefined {
  const typeText = /^\S+/.exec(restText)?.[0];
  if (typeText === undefined) return undefined;
  const type: Word = { text: typeText, value: typeText.toUpperCase(), span: logical.span(restStart, restStart + typeText.length) };
  const commandText = restText.slice(typeText.length).trimStart();
  const commandStart = restStart + restText.length - commandText.length;
  if (commandText === '') return { type, command: undefined, commandStart };
  return {
    type,
    command: { text: commandText, value: commandText, span: logical.span(commandStart, commandStart + commandText.length) },
    commandStart,
  };
}

function readMount(flag: Flag): Mount {
  const option = (...names: string[]): Pair | undefined => flag.options.find((pair) => names.includes(pair.name.value));
  return { flag, type: option('type')?.value?.value.toLowerCase() ?? 'bind', option };
}

const foreignInterpreter = /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?)?(\S+)/;
const posixShells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

function readScript(
  source: string,
  chunk: Chunk,
  logical: Logical,
  origin: Origin,
  kind: string,
  json: JsonArray | undefined,
  start: number,
  heredocs: readonly Heredoc[],
): ShellScript | undefined {
  if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(kind)) return undefined;
  if (json?.valid === true) return execScript(json, origin);
  const text = logical.text.slice(start).trimEnd();
  if (text.trim() === '') return undefined;
  const relativeStart = logical.relative(start);
  const only = heredocs.length === 1 ? heredocs[0] : undefined;
  if (kind === 'RUN' && only !== undefined && /^\d*<<-?\s*\S+$/.test(text)) {
    // `RUN <<EOF`: the body is the script, unless its first line names an interpreter.
    const interpreter = foreignInterpreter.exec(only.text)?.[1];
    if (interpreter !== undefined && !posixShells.has(interpreter.slice(interpreter.lastIndexOf('/') + 1))) return undefined;
    const body = chunk.heredocs[0]?.body ?? { start: 0, end: 0 };
    return readShellScript(only.chomp ? only.text.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)) : only.text, origin, body.start);
  }
  const head = shellText(source, chunk, { start: relativeStart, end: chunk.headEnd });
  const tail = heredocs.length > 0 ? source.slice(chunk.headEnd, chunk.span.end) : '';
  return readShellScript(head + tail, origin, relativeStart);
}

/** `["sh", "-c", "…"]` is read into its script where the JSON string has no escapes; any other exec form is one command. */
function execScript(json: JsonArray, origin: Origin): ShellScript | undefined {
  const words: ShellWord[] = json.elements.map((element) => ({
    text: element.text,
    value: element.value,
    literal: true,
    span: element.span,
  }));
  const command = commandOfWords(words, json.span);
  if (command === undefined) return undefined;
  const commands = [command, ...wrappedCommands(command)];
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word.value));
  const text = words[flag + 1];
  if (flag > 0 && posixShells.has(command.name) && text !== undefined && !text.text.includes('\\')) {
    const inner = readShellScript(text.value, origin, text.span.start + 1 - origin.offset);
    return { commands: [...commands, ...inner.commands], errors: inner.errors, span: json.span };
  }
  return { commands, errors: [], span: json.span };
}

function anchor(source: string, heredoc: Chunk['heredocs'][number], origin: Origin): Heredoc {
  const move = (span: Span): Span => origin.span(span.start, span.end);
  return {
    ...heredoc,
    text: source.slice(heredoc.body.start, heredoc.body.end),
    operator: move(heredoc.operator),
    delimiterSpan: move(heredoc.delimiterSpan),
    body: move(heredoc.body),
    terminator: heredoc.terminator === undefined ? undefined : move(heredoc.terminator),
  };
}

/** The chunk with spans counted from the instruction's start, so that it outlives the place where it stands. */
function shiftChunk(chunk: Chunk, by: number): Chunk {
  const move = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  return {
    span: move(chunk.span),
    headEnd: chunk.headEnd + by,
    emptyLines: chunk.emptyLines.map(move),
    lines: chunk.lines.map((line) => ({
      span: move(line.span),
      continuation: line.continuation === undefined ? undefined : move(line.continuation),
    })),
    heredocs: chunk.heredocs.map((heredoc) => ({
      ...heredoc,
      operator: move(heredoc.operator),
      delimiterSpan: move(heredoc.delimiterSpan),
      body: move(heredoc.body),
      terminator: heredoc.terminator === undefined ? undefined : move(heredoc.terminator),
    })),
  };
}
