import { contains } from '../../../engine/text/span.js';
import type { CmdInstruction, Dockerfile, EntrypointInstruction, ShellCommand, Stage } from '../model.js';
import { code, lineOf, reference, sentences } from './markdown.js';

type Start = CmdInstruction | EntrypointInstruction;

/**
 * Which process a container starts as PID 1 and what a stop signal does to it. The kernel drops a signal that PID 1 has
 * no handler for (kill(2), pid_namespaces(7)), so a shell that waits for its child sits out SIGTERM until the container is
 * killed. That dash forks where bash replaces itself was tried with dash 0.5.12 and bash 5.2.
 */
export function processParagraphs(model: Dockerfile, instruction: Start): readonly (string | undefined)[] {
  const link = reference('understand-how-cmd-and-entrypoint-interact');
  const { stage } = instruction;
  if (stage === undefined || instruction.onbuild !== undefined) return [link];
  const effective = instruction.kind === 'CMD' ? stage.cmd : stage.entrypoint;
  if (effective !== undefined && effective !== instruction)
    return [`Without effect: ${instruction.kind} in line ${lineOf(model, effective.span.start)} takes its place.`, link];
  const entrypoint = isEmpty(stage.entrypoint) ? undefined : stage.entrypoint;
  if (instruction.kind === 'CMD' && entrypoint?.form === 'shell')
    return [`Without effect: ENTRYPOINT in line ${lineOf(model, entrypoint.span.start)} has shell form and takes no arguments.`, link];
  if (instruction.rest.text === '') return [link];
  if (isEmpty(instruction)) return [`An empty array takes back the ${instruction.kind} of the base image.`, link];
  const cmd = stage.cmd;
  return [
    combination(model, instruction, cmd, entrypoint),
    firstProcess(entrypoint ?? instruction, cmd, stopSignal(stage)),
    baseEntrypoint(stage, entrypoint),
    link,
  ];
}

function combination(
  model: Dockerfile,
  instruction: Start,
  cmd: CmdInstruction | undefined,
  entrypoint: EntrypointInstruction | undefined,
): string | undefined {
  if (entrypoint === undefined || entrypoint.form === 'shell' || cmd === undefined) return undefined;
  const other = instruction.kind === 'CMD' ? entrypoint : cmd;
  const place = `${other.kind} in line ${lineOf(model, other.span.start)}`;
  const words = [...execWords(entrypoint), ...execWords(cmd)];
  const whole = cmd.form === 'exec' ? words.join(' ') : `${execWords(entrypoint).join(' ')} ${shellWords(cmd)} "${cmd.rest.text}"`;
  const trap = cmd.form === 'shell' ? 'The shell form of CMD hands it a shell call instead of arguments.' : undefined;
  return sentences(`With ${place} the container starts ${code(whole)}.`, trap);
}

const isEmpty = (instruction: Start | undefined): boolean => instruction?.form === 'exec' && instruction.json?.elements.length === 0;
const execWords = (instruction: Start): string[] => instruction.json?.elements.map((word) => word.value) ?? [];
const shellWords = (instruction: Start): string =>
  instruction.before.shell.words.length === 0 ? '/bin/sh -c' : instruction.before.shell.words.join(' ');

interface Signal {
  readonly name: string;
  /** Where it is set, when that is not Docker's default. */
  readonly from: string;
}

/** Images that set a signal of their own: the STOPSIGNAL in their histories, https://github.com/docker-library/repo-info. */
function imageSignal(stage: Stage): string | undefined {
  const { repository, tag = '' } = stage.base.image ?? {};
  if (repository === 'nginx') return 'SIGQUIT';
  if (repository === 'httpd') return 'SIGWINCH';
  if (repository === 'php') return /fpm/.test(tag) ? 'SIGQUIT' : /apache/.test(tag) ? 'SIGWINCH' : undefined;
  return undefined;
}

export function stopSignal(stage: Stage): Signal {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const set = at.instructions.filter((instruction) => instruction.kind === 'STOPSIGNAL').at(-1);
    if (set === undefined || set.rest.text === '') continue;
    const { value } = set.expand(set.rest.text);
    const name = /^\d+$/.test(value) ? `signal ${value}` : value.toUpperCase().replace(/^(?!SIG)/, 'SIG');
    return { name, from: ' (STOPSIGNAL)' };
  }
  const own = imageSignal(stage);
  return own === undefined ? { name: 'SIGTERM', from: '' } : { name: own, from: ' (STOPSIGNAL of the base image)' };
}

const late = 'it ends by SIGKILL when the grace period is over (10 s in Docker, 30 s in Kubernetes)';
const inits: ReadonlySet<string> = new Set(['tini', 'dumb-init', 'catatonit', 'docker-init', 's6-svscan']);
const starters: ReadonlySet<string> = new Set(['npm', 'npx', 'yarn', 'pnpm', 'uv', 'poetry', 'pipenv', 'make', 'mvn', 'gradle']);
/** They replace themselves by the command in their arguments. */
const steppingAside: ReadonlySet<string> = new Set(['gosu', 'su-exec', 'env']);
const shellNames: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

function firstProcess(start: Start, cmd: CmdInstruction | undefined, signal: Signal): string {
  if (signal.name === 'SIGKILL') return sentences(pidText(start), 'SIGKILL (STOPSIGNAL) ends it at once: nothing can be finished.');
  if (start.form === 'shell') return shellStart(start, signal);
  const words = [...execWords(start), ...(start.kind === 'ENTRYPOINT' && cmd?.form === 'exec' ? execWords(cmd) : [])];
  const program = words[0] ?? '';
  const name = baseName(program);
  const commandFlag = words.findIndex((word, i) => i > 0 && /^-[a-z]*c$/.test(word));
  if (shellNames.has(name) && commandFlag > 0)
    return shellResult(commandsOf(start).slice(1), name === 'sh' ? start.stage?.base.facts?.shell : name, name, signal);
  const inner = steppingAside.has(name)
    ? commandsOf(start)
        .filter((command) => command.wrapper !== undefined)
        .at(-1)
    : undefined;
  const pid = inner === undefined ? `${code(name)} is PID 1` : `${code(name)} steps aside, ${code(inner.name)} is PID 1`;
  const signalText = `${signal.name}${signal.from}`;
  if (inits.has(name) && start.kind === 'ENTRYPOINT' && cmd?.form === 'shell')
    return `${pid}: an init that hands ${signalText} on, but to the shell of CMD. The JSON form there brings it to the program.`;
  if (inits.has(name)) return `${pid}: an init that hands ${signalText} on to the program it starts and cleans up dead children.`;
  if (name.endsWith('.sh') || /entrypoint/.test(name))
    return `${pid} until its script runs \`exec\`. ${signalText} reaches the program only when the script ends in \`exec "$@"\` or the like.`;
  if (starters.has(name))
    return `${pid} and your program its child: ${signalText} goes to ${code(name)} first. Calling the program itself is surer.`;
  return `${pid} and gets ${signalText} itself. It must handle it: for PID 1 the kernel has no default action.`;
}

function pidText(start: Start): string {
  const first = start.form === 'exec' ? execWords(start)[0] : undefined;
  return first === undefined ? 'The shell is PID 1.' : `${code(baseName(first))} is PID 1.`;
}

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The commands of the script's own list. */
const commandsOf = (start: Start): readonly ShellCommand[] => start.script()?.commands ?? [];

function shellStart(start: Start, signal: Signal): string {
  const { shell } = start.before;
  if (shell.kind === 'none') return 'Shell form, but the image has no shell: the container does not start. The JSON form works.';
  if (!shell.posix) return `${code(shell.words.join(' '))} is the first process and starts the command as its child.`;
  const facts = start.stage?.base.facts;
  const called = baseName(shell.words[0] ?? 'sh');
  // `sh` is what the base image links it to; other names speak for themselves.
  const kind = called === 'sh' ? facts?.shell : called;
  return shellResult(commandsOf(start), kind, called, signal);
}

/** What is left as PID 1 once the shell has read `commands`. */
function shellResult(commands: readonly ShellCommand[], kind: string | undefined, called: string, signal: Signal): string {
  const own = commands.filter((command) => command.wrapper === undefined && !command.substituted);
  const top = own.filter((command) => command.depth === 0 && command.name !== '');
  const last = top.at(-1);
  const signalText = `${signal.name}${signal.from}`;
  if (last?.name === 'exec' && !last.conditional && last.pipeline.length === 1) {
    const inner = commands.find((command) => command.wrapper === last);
    const program = inner === undefined || inner.name === '' ? 'the program' : code(inner.name);
    const before = own.length > 1 ? ', once the commands before it are done' : '';
    return `\`exec\` puts ${program} in the shell’s place as PID 1${before}, so ${signalText} reaches it.`;
  }
  if (own.length === 0) return `${code(called)} is PID 1. ${signalText} reaches the program only behind \`exec\`.`;
  // The script of an inner `sh -c '…'` stands inside its command; what stands beside it makes a list, condition or loop.
  const isSimple = top.length === 1 && own.length === 1 + nestedIn(own, last) && last?.pipeline.length === 1;
  const program = isSimple && last !== undefined ? code(last.name) : 'the program';
  const shellName = kind === 'busybox' ? 'BusyBox ash' : (kind ?? called);
  const lost = `${signalText} goes to the shell, which drops it: ${program} never hears of it and ${late}.`;
  if (!isSimple) return `Shell form with more than one plain command: the shell is PID 1. ${lost} \`exec\` before the last command helps.`;
  switch (kind) {
    case 'bash':
    case 'busybox':
    case 'ash':
      return `${shellName} runs a single plain command in its own place, so ${program} becomes PID 1 and gets ${signalText}. The JSON form does not depend on that.`;
    case 'dash':
      return `Shell form: dash is PID 1 and ${program} its child. ${lost} The JSON form or \`exec\` helps.`;
    default:
      return `Shell form: ${code(called)} is PID 1 first; some shells step aside for a single command, dash does not. There ${lost} The JSON form or \`exec\` helps.`;
  }
}

const nestedIn = (own: readonly ShellCommand[], outer: ShellCommand | undefined): number =>
  outer === undefined ? 0 : own.filter((command) => command !== outer && contains(outer.span, command.span)).length;

/** Docker Hub images whose Dockerfiles set no ENTRYPOINT: https://github.com/docker-library. */
const withoutEntrypoint: ReadonlySet<string> = new Set([
  'alpine',
  'busybox',
  'debian',
  'ubuntu',
  'python',
  'golang',
  'rust',
  'ruby',
  'gcc',
  'buildpack-deps',
]);

function baseEntrypoint(stage: Stage, entrypoint: EntrypointInstruction | undefined): string | undefined {
  if (entrypoint !== undefined || stage.base.scratch) return undefined;
  if (withoutEntrypoint.has(stage.base.image?.repository ?? '')) return undefined;
  return 'If the base image sets an ENTRYPOINT, that starts first and gets this as its arguments.';
}
