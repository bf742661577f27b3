import type { Span } from '../../engine/text/span.js';
import type { EnvInstruction, PlainInstruction, ShellCommand, ShellWord, Stage } from './model.js';
import { optionValue } from './options.js';
import { commandOfWords, wrappedCommands } from './shell.js';

/** What a container of a stage starts, and the ports that this tells of. */

/**
 * The commands of ENTRYPOINT and CMD as they run together: words of an exec-form CMD are arguments of an exec-form
 * ENTRYPOINT. An entry point that is a script is taken to run its arguments.
 */
export function startCommands({ entrypoint, cmd }: Stage): readonly ShellCommand[] {
  const own = entrypoint?.script()?.commands;
  const given = cmd?.script()?.commands ?? [];
  if (entrypoint === undefined || entrypoint.words.length === 0 || own === undefined) return given;
  if (entrypoint.form === 'shell' || cmd?.form !== 'exec') return own;
  const [first] = own;
  const words = (cmd.json?.elements ?? []).map((element): ShellWord => ({ ...element, literal: true }));
  if (first === undefined || words.length === 0) return own;
  if (/\.sh$|entry-?point|^(?:ba|da|a)?sh$/.test(first.name)) return [...own, ...given];
  const together = commandOfWords([first.nameWord, ...first.args, ...words], entrypoint.span);
  return together === undefined ? own : [together, ...wrappedCommands(together)];
}

export interface PortUse {
  readonly port: number;
  readonly at: Span;
}

/** Programs whose `-p` is a port. */
const shortPort: ReadonlySet<string> = new Set(['flask', 'rails', 'puma', 'next', 'http-server', 'streamlit', 'vite', 'serve']);

/** The port that the start command names, its variables read from the image's environment; `isFixed` when it names a number. */
export function startPort(stage: Stage): (PortUse & { readonly isFixed: boolean }) | undefined {
  for (const command of startCommands(stage)) {
    const word = portWord(command);
    const port = word === undefined ? undefined : portNumber(word, stage);
    if (word !== undefined && port !== undefined) return { port, at: word.span, isFixed: !word.value.includes('$') };
  }
  return undefined;
}

function portWord(command: ShellCommand): ShellWord | undefined {
  const values = command.args.map(({ value }) => value);
  const runserver = values.indexOf('runserver');
  if (runserver !== -1) return command.args[runserver + 1];
  if (values.includes('http.server')) return command.args[values.indexOf('http.server') + 1];
  const named = optionValue(command, '--port', '--server.port', '-Dserver.port');
  if (named !== undefined) return named;
  if (/^(?:gunicorn|hypercorn|granian)$/.test(command.name)) return optionValue(command, '-b', '--bind');
  if (command.name === 'php') return optionValue(command, '-S');
  return shortPort.has(command.name) ? optionValue(command, '-p') : undefined;
}

function portNumber({ value }: ShellWord, { end }: Stage): number | undefined {
  const variable = /^\$\{?(\w+)(?::-(\d+))?\}?$/.exec(value.replace(/^.*:(?=\$)/, ''));
  const text = variable === null ? value : (end.environment(variable[1] ?? '')?.value ?? variable[2] ?? '');
  const digits = /(?:^|:)(\d{1,5})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export interface ExposedPort extends PortUse {
  readonly text: string;
  readonly protocol: string;
  readonly instruction: PlainInstruction;
}

/** Single ports that the stage and those below it expose; undefined when one of them cannot be told. */
export function exposedPorts(stage: Stage): readonly ExposedPort[] | undefined {
  const found: ExposedPort[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.kind !== 'EXPOSE') continue;
      for (const word of instruction.words) {
        const { value, complete } = instruction.expand(word.text.replace(/^(["'])(.*)\1$/, '$2'));
        const match = /^(\d+)(?:\/(\w+))?$/.exec(value);
        if (!complete || match === null) return undefined;
        found.push({ port: Number(match[1]), protocol: match[2] ?? 'tcp', text: word.text, at: word.span, instruction });
      }
    }
  }
  return found;
}

const localUrl = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s'"`)]*)?/;

/** The local address that a health check asks; the span is the port's, where one is written. */
export function healthcheckUrl(stage: Stage): { url: string; path: string; port: number; at: Span | undefined } | undefined {
  const { healthcheck } = stage;
  for (const command of healthcheck?.script()?.commands ?? []) {
    for (const word of command.args) {
      const match = localUrl.exec(word.value);
      if (match === null) continue;
      const port = match[1];
      const offset = word.text.indexOf(match[0]);
      // Only where the text stands as written can a place in it be pointed at.
      const start = port === undefined || offset === -1 ? undefined : word.span.start + offset + match[0].indexOf(`:${port}`) + 1;
      const fits = start !== undefined && word.span.end - word.span.start === word.text.length;
      return {
        url: match[0],
        path: match[2] ?? '/',
        port: port === undefined ? (match[0].startsWith('https') ? 443 : 80) : Number(port),
        at: fits && port !== undefined ? { start, end: start + port.length } : undefined,
      };
    }
  }
  return undefined;
}

/** The ENV instructions of the stage itself. */
export const environmentsOf = (stage: Stage): readonly EnvInstruction[] =>
  stage.instructions.filter((instruction): instruction is EnvInstruction => instruction.kind === 'ENV');
