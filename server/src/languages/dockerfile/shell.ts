import { parse, type Assignment, type CommandNode, type ParsedScript, type Redirection, type Word as UnbashWord } from 'unbash';
import type { Span } from '../../engine/text/span.js';
import type { Origin } from '../../engine/text/origin.js';

/**
 * The one adapter on `unbash`: shell text becomes a flat list of simple commands, found at any depth, with spans in the
 * document. Rules see this and never the parser's tree.
 */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly { readonly message: string; readonly at: Span }[];
  readonly span: Span;
}

export interface ShellWord {
  /** As written, quotes included. */
  readonly text: string;
  /** Quotes and escapes removed; expansions stand as written. */
  readonly value: string;
  /** False when a variable, a substitution or a glob decides the value. */
  readonly literal: boolean;
  readonly span: Span;
}

export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
}

export interface ShellCommand {
  /** The program's name without its folder; empty when an expansion decides it. */
  readonly name: string;
  readonly nameWord: ShellWord;
  readonly args: readonly ShellWord[];
  readonly assignments: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  readonly redirects: readonly ShellRedirect[];
  readonly span: Span;
  /** `sudo`, `env`, `exec` …: the command that was given this one as its arguments. */
  readonly wrapper: ShellCommand | undefined;
  /** Position in its pipeline: `length` 1 is no pipeline. */
  readonly pipeline: { readonly id: number; readonly index: number; readonly length: number };
  /** What joins this command to the one before it in the same list; undefined for the first. */
  readonly joinedBy: '&&' | '||' | ';' | '\n' | '&' | '|' | '|&' | undefined;
  /** 0 for the script's own list; more inside conditions, loops, groups, subshells and substitutions. */
  readonly depth: number;
  /** Inside `( … )`, `$( … )` or a pipeline: a changed directory or variable does not last. */
  readonly isolated: boolean;
  /** Inside `if`, `for`, `while`, `case` or a function, or behind `||`: may not run. */
  readonly conditional: boolean;
  /** Inside `$( … )`, backquotes or `<( … )`. */
  readonly substituted: boolean;
  /** The statement of the script's own list that holds the command, from 0. */
  readonly statement: number;
}

interface Place {
  readonly depth: number;
  readonly isolated: boolean;
  readonly conditional: boolean;
  readonly substituted: boolean;
}

type Joint = ShellCommand['joinedBy'];

/** Programs that run the command in their arguments; the value lists the flags that take a value of their own. */
const wrappers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sudo', new Set(['-u', '-g', '-h', '-p', '-C', '-r', '-t', '--user', '--group'])],
  ['env', new Set(['-u', '--unset', '-C', '--chdir', '-S'])],
  ['exec', new Set(['-a'])],
  ['command', new Set<string>()],
  ['nice', new Set(['-n'])],
  ['nohup', new Set<string>()],
  ['time', new Set(['-o', '-f'])],
  ['timeout', new Set(['-k', '-s', '--kill-after', '--signal'])],
  ['gosu', new Set<string>()],
  ['su-exec', new Set<string>()],
  ['tini', new Set(['-p', '-e'])],
  ['dumb-init', new Set<string>()],
  ['xvfb-run', new Set(['-s', '-n'])],
  ['eatmydata', new Set<string>()],
  [
    'uv',
    new Set([
      '--with',
      '--with-editable',
      '--with-requirements',
      '--extra',
      '--group',
      '--only-group',
      '--python',
      '-p',
      '--directory',
      '--project',
      '--package',
      '--env-file',
      '--index',
      '--index-url',
    ]),
  ],
  ['poetry', new Set(['-C', '-P', '--directory', '--project'])],
  ['pipenv', new Set<string>()],
]);
/** Wrappers whose first argument that is no flag is not the command yet. */
const leadingOperands: ReadonlyMap<string, number> = new Map([
  ['timeout', 1],
  ['gosu', 1],
  ['su-exec', 1],
]);
/** Wrappers only as `uv run`: what they do otherwise is their own. */
const wrappingAsRun: ReadonlySet<string> = new Set(['uv', 'poetry', 'pipenv']);
const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

/** `text` begins `base` characters behind the origin. Never throws: what cannot be read is an error of the script. */
export function readShellScript(text: string, origin: Origin, base: number): ShellScript {
  const commands: ShellCommand[] = [];
  const errors: { message: string; at: Span }[] = [];
  const reader = new ScriptReader(origin, base, commands);
  try {
    // A carriage return is no part of a command; a blank in its place keeps the offsets.
    const script = parse(text.replaceAll('\r\n', ' \n'));
    for (const error of script.errors ?? []) {
      const at = Math.min(error.pos, text.length);
      errors.push({ message: error.message, at: origin.span(base + at, base + Math.min(at + 1, text.length)) });
    }
    reader.script(script, { depth: 0, isolated: false, conditional: false, substituted: false }, text);
  } catch (error) {
    errors.push({ message: `the shell text cannot be read: ${String(error)}`, at: origin.span(base, base + text.length) });
  }
  return { commands, errors, span: origin.span(base, base + text.length) };
}

/** The command of an exec form, `["apt-get", "install"]`, in the same shape. */
export function commandOfWords(words: readonly ShellWord[], span: Span): ShellCommand | undefined {
  const [nameWord, ...args] = words;
  if (nameWord === undefined) return undefined;
  return {
    name: baseName(nameWord),
    nameWord,
    args,
    assignments: [],
    redirects: [],
    span,
    wrapper: undefined,
    pipeline: { id: 0, index: 0, length: 1 },
    joinedBy: undefined,
    depth: 0,
    isolated: false,
    conditional: false,
    substituted: false,
    statement: 0,
  };
}

/** The commands that `command` was asked to run by its arguments: `sudo apt-get`, `env A=1 pip`, nested as written. */
export function wrappedCommands(command: ShellCommand): ShellCommand[] {
  const valueFlags = wrappers.get(command.name);
  if (valueFlags === undefined) return [];
  let operands = leadingOperands.get(command.name) ?? 0;
  let i = 0;
  if (wrappingAsRun.has(command.name) && command.args[i++]?.value !== 'run') return [];
  for (; i < command.args.length; i++) {
    const value = command.args[i]?.value ?? '';
    if (value === '--') {
      i++;
      break;
    }
    if (value.startsWith('-') && value.length > 1) {
      if (valueFlags.has(value)) i++;
    } else if (command.name === 'env' && /^\w+=/.test(value)) continue;
    else if (operands > 0) operands--;
    else break;
  }
  const nameWord = command.args[i];
  if (nameWord === undefined) return [];
  const inner: ShellCommand = { ...command, name: baseName(nameWord), nameWord, args: command.args.slice(i + 1), wrapper: command };
  return [inner, ...wrappedCommands(inner)];
}

class ScriptReader {
  readonly #origin: Origin;
  readonly #base: number;
  readonly #commands: ShellCommand[];
  #pipelines = 0;
  #statement = 0;

  constructor(origin: Origin, base: number, commands: ShellCommand[]) {
    this.#origin = origin;
    this.#base = base;
    this.#commands = commands;
  }

  script(script: ParsedScript, place: Place, text: string): void {
    this.#statements(script.commands as readonly StatementLike[], place, text);
  }

  #statements(statements: readonly StatementLike[], place: Place, text: string): void {
    let previous: StatementLike | undefined;
    for (const statement of statements) {
      const joint = previous === undefined ? undefined : jointBetween(text, previous.end, statement.pos);
      if (place.depth === 0 && previous !== undefined) this.#statement++;
      this.#node(statement.command, place, joint, text);
      for (const redirect of statement.redirects ?? []) this.#redirect(redirect, place, text);
      previous = statement;
    }
  }

  #node(node: Node | undefined, place: Place, joint: Joint, text: string): void {
    if (node === undefined || node === null) return;
    const inner = { ...place, depth: place.depth + 1 };
    switch (node.type) {
      case 'Command':
        this.#command(node, place, joint, { id: ++this.#pipelines, index: 0, length: 1 }, text);
        return;
      case 'AndOr': {
        let maybe = place;
        node.commands.forEach((command, i) => {
          const operator = i === 0 ? joint : node.operators[i - 1];
          if (operator === '||') maybe = { ...place, conditional: true };
          else if (operator === '&&' && i > 0) maybe = place;
          this.#node(command as Node, maybe, operator, text);
        });
        return;
      }
      case 'Pipeline': {
        const id = ++this.#pipelines;
        node.commands.forEach((command, i) => {
          const operator = i === 0 ? joint : node.operators[i - 1];
          const isolated = { ...place, isolated: place.isolated || node.commands.length > 1 };
          if (command.type === 'Command') this.#command(command, isolated, operator, { id, index: i, length: node.commands.length }, text);
          else this.#node(command as Node, isolated, operator, text);
        });
        return;
      }
      case 'If':
        this.#list(node.clause, inner, text);
        this.#list(node.then, { ...inner, conditional: true }, text);
        for (const branch of node.elif ?? []) {
          this.#list(branch.clause, { ...inner, conditional: true }, text);
          this.#list(branch.then, { ...inner, conditional: true }, text);
        }
        this.#list(node.else, { ...inner, conditional: true }, text);
        return;
      case 'For':
        for (const word of node.wordlist ?? []) this.#substitutions(word, place, text);
        this.#list(node.body, { ...inner, conditional: true }, text);
        return;
      case 'ArithmeticFor':
      case 'Select':
        this.#list(node.body, { ...inner, conditional: true }, text);
        return;
      case 'While':
        this.#list(node.clause, inner, text);
        this.#list(node.body, { ...inner, conditional: true }, text);
        return;
      case 'Case':
        for (const item of node.items) this.#list(item.body, { ...inner, conditional: true }, text);
        return;
      case 'Subshell':
        this.#list(node.body, { ...inner, isolated: true }, text);
        return;
      case 'BraceGroup':
        this.#list(node.body, inner, text);
        return;
      case 'CompoundList':
        this.#statements(node.commands as readonly StatementLike[], inner, text);
        return;
      case 'Redirected':
        this.#node(node.command as Node, place, joint, text);
        return;
      case 'Function':
        this.#node(node.body as Node, { ...inner, conditional: true }, undefined, text);
        return;
      default:
        return;
    }
  }

  #list(list: { readonly commands: readonly unknown[] } | undefined, place: Place, text: string): void {
    if (list !== undefined) this.#statements(list.commands as readonly StatementLike[], place, text);
  }

  #command(node: CommandNode & { type: 'Command' }, place: Place, joint: Joint, pipeline: ShellCommand['pipeline'], text: string): void {
    const words = node.suffix.filter((part): part is UnbashWord | Assignment => part.type === 'Word' || part.type === 'Assignment');
    const assignments = node.prefix
      .filter((part): part is Assignment => part.type === 'Assignment')
      .map((part) => ({
        name: part.name,
        value: part.value.type === 'Word' ? part.value.value : '',
        span: this.#span(part.pos, part.end),
      }));
    const parts = node.prefix.length === 0 ? node.suffix : [...node.prefix, ...node.suffix];
    const redirects = parts
      .filter((part): part is Redirection => part.type === 'Redirect' || part.type === 'HereDoc' || part.type === 'HereString')
      .map((part) => ({
        operator: part.operator,
        target: 'target' in part && part.target !== undefined ? this.#word(part.target) : undefined,
      }));
    if (node.name !== undefined) {
      const nameWord = this.#word(node.name);
      const last = words.at(-1);
      const command: ShellCommand = {
        name: baseName(nameWord),
        nameWord,
        args: words.map((word) => this.#word(word)),
        assignments,
        redirects,
        span: this.#span(node.pos, Math.max(node.name.end, last?.end ?? 0)),
        wrapper: undefined,
        pipeline,
        joinedBy: joint,
        ...place,
        statement: this.#statement,
      };
      this.#commands.push(command, ...wrappedCommands(command));
      this.#nested(command, node, text);
    } else if (assignments.length > 0) {
      const first = node.prefix[0];
      const end = node.prefix.at(-1)?.end ?? node.end;
      const nameWord: ShellWord = { text: '', value: '', literal: true, span: this.#span(first?.pos ?? node.pos, first?.pos ?? node.pos) };
      this.#commands.push({
        name: '',
        nameWord,
        args: [],
        assignments,
        redirects,
        span: this.#span(node.pos, end),
        wrapper: undefined,
        pipeline,
        joinedBy: joint,
        ...place,
        statement: this.#statement,
      });
    }
    // `$(curl …)` in the place of the program.
    if (node.name?.type === 'Word') this.#substitutions(node.name, place, text);
    for (const part of parts) {
      if (part.type === 'Word') this.#substitutions(part, place, text);
      else if (part.type === 'Assignment' && part.value.type === 'Word') this.#substitutions(part.value, place, text);
      else if (part.type !== 'Assignment') this.#redirect(part, place, text);
    }
  }

  /** `sh -c '…'` and `bash <<EOF`: the text is a script of its own, and stands in the document as it is. */
  #nested(command: ShellCommand, node: CommandNode & { type: 'Command' }, text: string): void {
    if (!shells.has(command.name)) return;
    const place: Place = { depth: 1, isolated: true, conditional: command.conditional, substituted: command.substituted };
    const flag = node.suffix.findIndex((part) => part.type === 'Word' && /^-[a-z]*c$/.test(part.value));
    const script = flag === -1 ? undefined : node.suffix[flag + 1];
    if (script?.type === 'Word' && /^(["'])[^"'\\$`]*\1$/s.test(script.text)) {
      this.#parsed(script.text.slice(1, -1), script.pos + 1, place);
    }
    for (const part of node.suffix) {
      if (part.type !== 'HereDoc' || part.body === undefined) continue;
      this.#parsed(text.slice(part.body.pos, part.body.end), part.body.pos, place);
    }
  }

  #parsed(text: string, offset: number, place: Place): void {
    const reader = new ScriptReader(this.#origin, this.#base + offset, this.#commands);
    reader.#pipelines = this.#pipelines + 1000;
    reader.#statement = this.#statement;
    reader.script(parse(text), place, text);
  }

  #redirect(redirect: Redirection, place: Place, text: string): void {
    if ('target' in redirect && redirect.target !== undefined) this.#substitutions(redirect.target, place, text);
  }

  #substitutions(word: UnbashWord, place: Place, text: string): void {
    if (!/[$`]|[<>]\(/.test(word.text)) return;
    this.#parts(word.parts ?? [], { ...place, depth: place.depth + 1, isolated: true, substituted: true }, text);
  }

  #parts(parts: readonly unknown[], place: Place, text: string): void {
    for (const part of parts as readonly PartLike[]) {
      if (part.script !== undefined) this.script(part.script, place, text);
      else if (part.parts !== undefined) this.#parts(part.parts, place, text);
    }
  }

  #word(word: UnbashWord | Assignment): ShellWord {
    const value = word.type === 'Word' ? word.value : word.text.replace(/^([A-Za-z_]\w*\+?=)(["'])([^"'$`\\]*)\2$/s, '$1$3');
    return { text: word.text, value, literal: isLiteral(word.text), span: this.#span(word.pos, word.end) };
  }

  #span(start: number, end: number): Span {
    return this.#origin.span(this.#base + start, this.#base + end);
  }
}

interface StatementLike {
  readonly pos: number;
  readonly end: number;
  readonly command: Node;
  readonly redirects?: readonly Redirection[];
}

interface PartLike {
  readonly script?: ParsedScript;
  readonly parts?: readonly unknown[];
}

type Node = CommandNode | (ParsedScript['commands'][number]['command'] & { type: 'AndOr' | 'Pipeline' }) | CompoundListNode;
interface CompoundListNode {
  readonly type: 'CompoundList';
  readonly commands: readonly unknown[];
}

function jointBetween(text: string, from: number, to: number): Joint {
  const between = text.slice(from, to);
  if (between.includes(';')) return ';';
  if (between.includes('&')) return '&';
  return '\n';
}

function baseName(word: ShellWord): string {
  return word.literal ? word.value.slice(word.value.lastIndexOf('/') + 1) : '';
}

function isLiteral(text: string): boolean {
  if (!/[$`*?[{]/.test(text)) return true;
  const bare = text.replace(/'[^']*'/g, '').replace(/\\./gs, '');
  if (/[$`]/.test(bare)) return false;
  const unquoted = bare.replace(/"[^"]*"/gs, '');
  return !/[*?]|\[[^\]]*\]|\{[^}]*[,.][^}]*\}/.test(unquoted);
}
