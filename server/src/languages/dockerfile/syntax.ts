import type { Span } from '../../engine/text/span.js';
import type { Chunk } from './chunks.js';
import type { Origin } from '../../engine/text/origin.js';
import { logicalText, shellText, type Logical } from './logical.js';
import type { Heredoc, Mount, RunCommand, RunInstruction } from './model.js';
import { commandOfWords, readShellScript, wrappedCommands, type ShellCommand, type ShellScript, type ShellWord } from './shell.js';
import { readVariables, type VariableUse } from './variables.js';
import { isSpace, readFlags, readJsonArray, readPairs, splitWords, type Flag, type JsonArray, type Pair, type Word } from './words.js';

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
  script(): ShellScript | undefined;
  /** The script's commands as a RUN's, once; `owner` names the RUN of the present model. */
  commands(script: ShellScript): OwnedCommands;
  /** ONBUILD: the instruction behind it. */
  readonly trigger: InstructionSyntax | undefined;
  /** What the points before and behind it were called in the last version, and the stage's content so far. */
  readonly links: { point: Link | undefined; content: Link | undefined };
  /** Forgets the model that it was part of: it goes to another document. */
  leave(): void;
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
  return new ReadSyntax(source, shiftChunk(chunk, -chunk.span.start), escape, origin, 0);
}

const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
};

// A class and no closures: it may live as long as many documents, and each has hundreds.
class ReadSyntax implements InstructionSyntax {
  readonly origin: Origin;
  readonly escape: '\\' | '`';
  readonly source: string;
  readonly kind: string;
  readonly keyword: InstructionSyntax['keyword'];
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
  readonly healthcheck: InstructionSyntax['healthcheck'];
  readonly trigger: InstructionSyntax | undefined;
  readonly links: InstructionSyntax['links'] = { point: undefined, content: undefined };
  readonly #chunk: Chunk;
  readonly #scriptStart: number;
  #script: { readonly value: ShellScript | undefined } | undefined;
  #commands: OwnedCommands | undefined;

  constructor(source: string, chunk: Chunk, escape: '\\' | '`', origin: Origin, from: number) {
    const logical = logicalText(source, chunk, origin, from);
    const { text } = logical;
    const first = skipBlanks(text, 0);
    const keywordStart = first === text.length ? 0 : first;
    let keywordEnd = keywordStart;
    while (first < text.length && keywordEnd < text.length && !isSpace(text.charCodeAt(keywordEnd))) keywordEnd++;
    const keywordText = text.slice(keywordStart, keywordEnd);
    const upper = keywords.has(keywordText) ? keywordText : keywordText.toUpperCase();
    const kind = keywords.has(upper) ? upper : 'UNKNOWN';
    const { flags, rest: restStart } = flagged.has(kind)
      ? readFlags(logical, keywordEnd)
      : { flags: none as readonly Flag[], rest: skipBlanks(text, keywordEnd) };
    const restText = text.slice(restStart).trimEnd();
    const healthcheck = kind === 'HEALTHCHECK' ? readHealthcheck(logical, restStart, restText) : undefined;
    const jsonStart = healthcheck?.type.value.toUpperCase() === 'CMD' ? healthcheck.commandStart : restStart;
    const isPairs = kind === 'ENV' || kind === 'LABEL' || kind === 'ARG';
    this.origin = origin;
    this.escape = escape;
    this.source = source;
    this.kind = kind;
    this.keyword = { text: keywordText, span: logical.span(keywordStart, keywordEnd) };
    this.span = origin.span(from, chunk.span.end);
    this.head = chunk.headEnd === chunk.span.end ? this.span : origin.span(from, chunk.headEnd);
    this.flags = flags;
    this.words = splitWords(logical, restStart);
    this.rest = { text: restText, value: restText, span: logical.span(restStart, restStart + restText.length) };
    this.heredocs = chunk.heredocs.length === 0 ? none : chunk.heredocs.map((heredoc) => anchor(source, heredoc, origin));
    this.emptyLines = chunk.emptyLines.length === 0 ? none : chunk.emptyLines.map((span) => origin.span(span.start, span.end));
    // The shell expands what RUN, CMD and ENTRYPOINT say; Docker only their flags.
    this.variables = readVariables(logical, keywordEnd, escape, isPairs);
    this.logical = logical;
    this.json = jsonKinds.has(kind) || healthcheck?.command !== undefined ? readJsonArray(logical, jsonStart) : undefined;
    this.pairs = isPairs ? readPairs(logical, restStart, escape, kind !== 'ARG') : none;
    this.mounts = kind === 'RUN' && flags.length > 0 ? flags.filter((flag) => flag.name === 'mount').map(readMount) : none;
    this.healthcheck = healthcheck;
    this.trigger =
      kind === 'ONBUILD' && restText !== '' ? new ReadSyntax(source, chunk, escape, origin, logical.relative(restStart)) : undefined;
    this.#chunk = chunk;
    this.#scriptStart = healthcheck === undefined ? restStart : healthcheck.commandStart;
  }

  script(): ShellScript | undefined {
    this.#script ??= {
      value: readScript(this.source, this.#chunk, this.logical, this.origin, this.kind, this.json, this.#scriptStart, this.heredocs),
    };
    return this.#script.value;
  }

  commands(of: ShellScript): OwnedCommands {
    return (this.#commands ??= ownCommands(of));
  }

  leave(): void {
    this.links.point = undefined;
    this.links.content = undefined;
    if (this.#commands !== undefined) this.#commands.owner.run = undefined;
    this.trigger?.leave();
  }
}

const none: readonly never[] = [];

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
  /** Functions, each with what it made. */
  #made: unknown[] | undefined;

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

  once<T>(make: (command: ShellCommand) => T): T {
    this.#made ??= [];
    const at = this.#made.indexOf(make);
    if (at !== -1) return this.#made[at + 1] as T;
    const made = make(this);
    this.#made.push(make, made);
    return made;
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
    emptyLines: chunk.emptyLines.length === 0 ? none : chunk.emptyLines.map(move),
    lines: chunk.lines.map((line) => ({
      span: move(line.span),
      continuation: line.continuation === undefined ? undefined : move(line.continuation),
    })),
    heredocs:
      chunk.heredocs.length === 0
        ? none
        : chunk.heredocs.map((heredoc) => ({
            ...heredoc,
            operator: move(heredoc.operator),
            delimiterSpan: move(heredoc.delimiterSpan),
            body: move(heredoc.body),
            terminator: heredoc.terminator === undefined ? undefined : move(heredoc.terminator),
          })),
  };
}
