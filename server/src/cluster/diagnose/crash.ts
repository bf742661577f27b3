import { startCommands } from '../../languages/dockerfile/startCommand.js';
import { mergeThrough } from '../../languages/yaml/inherited.js';
import { parseQuantity, quantityInWords, writeQuantity } from '../../languages/kubernetes/quantity.js';
import { privilegedPort } from '../../rules/shared/pairPorts.js';
import { startForm } from '../../rules/shared/shellForm.js';
import { command, related, short, type ContainerCase, type Recognised, type Recogniser } from './case.js';
import { listAt, numberAt, textAt } from './json.js';
import { readOnlyRootOf } from './readOnly.js';
import { notExecutable, notFound } from './start.js';
import { lastEnd, type Ended } from './state.js';

// Containers that started and ended. Exit codes: https://tldp.org/LDP/abs/html/exitcodes.html; above 128 it is 128 and a signal.

/** Restarts after which a container that keeps failing is given up: one that recovers by itself has done so by then. */
export const graceRestarts = 3;

/** How the container ended, when that is what keeps it from running now. */
function endOf(c: ContainerCase): Ended | undefined {
  const { state } = c;
  const end = lastEnd(state);
  if (end === undefined || state.isReady) return undefined;
  if (state.ended !== undefined) return isMeantToEnd(c) && end.exitCode === 0 ? undefined : end;
  if (state.waiting?.reason === 'CrashLoopBackOff') return end;
  // It runs again: once or twice may be a dependency that was not up yet.
  return state.isRunning && state.restarts >= graceRestarts ? end : undefined;
}

/** Init containers, Jobs and bare pods that are to run once. */
function isMeantToEnd({ podState, state }: ContainerCase): boolean {
  const policy = textAt(podState.spec, 'restartPolicy') ?? 'Always';
  const isSidecar = textAt(state.spec, 'restartPolicy') === 'Always';
  return (state.role === 'init' && !isSidecar) || policy !== 'Always';
}

/** A Job makes pods anew until it has failed itself; elsewhere it is the restarts that tell. */
function isHopeless(c: ContainerCase): boolean {
  const isFailed = listAt(c.rollout.object, 'status', 'conditions').some(
    (each) => textAt(each, 'type') === 'Failed' && textAt(each, 'status') === 'True',
  );
  return isFailed || c.state.restarts >= graceRestarts;
}

const logsOf = (c: ContainerCase) => command(`Show the logs of \`${c.state.name}\``, 'logs', c.podState.name, c.state.name);

/** The last lines of the log, as many as one reads. */
export function lastLines(text: string, most = 30): string {
  return text.trimEnd().split('\n').slice(-most).join('\n');
}

export const crash: readonly Recogniser<ContainerCase>[] = [
  {
    code: 'out-of-memory',
    recognise: (c) => {
      const end = lastEnd(c.state);
      if (end?.reason !== 'OOMKilled') return undefined;
      const isOver = c.state.isReady && c.state.isRunning;
      const text = textAt(c.state.spec, 'resources', 'limits', 'memory');
      const limit = text === undefined ? undefined : parseQuantity(text);
      const more = limit === undefined ? undefined : writeQuantity(limit.value * 2, 'bytes');
      const node = c.model?.get('resources', 'limits', 'memory');
      const isRaised = (parseQuantity(node?.scalarText ?? '')?.value ?? 0) >= (limit?.value ?? 0) * 2;
      return {
        cause:
          limit === undefined
            ? `${c.called} was killed because the node ran out of memory.`
            : `${c.called} was killed because it needed more than its memory limit of \`${limit.text}\` (${quantityInWords(limit, 'bytes')}).`,
        explanation: isOver
          ? 'It runs again, and will be killed again at the next peak.'
          : limit === undefined
            ? 'It has no limit of its own: a limit and a request keep it from the whole of the node.'
            : 'The limit is too low for what it does, or it keeps memory that it should give back.',
        severity: isOver ? 'info' : 'error',
        isHopeless: !isOver && isHopeless(c),
        said: `${end.reason}, exit code ${end.exitCode}, ${c.state.restarts} restarts`,
        place: c.at(node) ?? c.at(c.model?.lackOf('resources', 'limits', 'memory')) ?? c.containerPlace,
        offers: [
          more === undefined || c.model === undefined || isRaised
            ? undefined
            : c.edit(`Raise the memory limit to \`${more}\``, mergeThrough(c.model.node, { resources: { limits: { memory: more } } })),
          logsOf(c),
        ],
      };
    },
  },
  {
    code: 'read-only-file-system',
    recognise: (c) => (endOf(c) === undefined ? undefined : readOnlyRootOf(c)),
  },
  {
    code: 'privileged-port',
    recognise: (c) => {
      const line = lineWith(c, /permission denied|EACCES|Errno 13/i, /bind|listen|socket|port|\d:(?:80|443)\b/i);
      const port = /:(\d{1,4})\b(?!.*:\d)/.exec(line ?? '')?.[1] ?? /port[ =](\d{1,4})\b/i.exec(line ?? '')?.[1];
      if (endOf(c) === undefined || line === undefined) return undefined;
      if (port === undefined ? !/bind/i.test(line) : Number(port) >= 1024) return undefined;
      const pair = c.pair(privilegedPort);
      return {
        cause: `${c.called} may not listen on port ${port ?? 'below 1024'}: it does not run as root.`,
        explanation: 'A port from 1024 on needs no rights, and the Service may keep its own number.',
        isHopeless: isHopeless(c),
        said: short(line, 400),
        place: (pair === undefined ? undefined : c.inImage(pair.found.dockerfileAt)) ?? c.containerPlace,
        offers: [
          pair?.inDockerfile === undefined ? undefined : c.editImage(pair.inDockerfile.title, pair.inDockerfile.edits),
          pair?.inManifest === undefined ? undefined : c.edit(pair.inManifest.title, pair.inManifest.edits),
          logsOf(c),
        ],
      };
    },
  },
  {
    code: 'permission-denied',
    recognise: (c) => {
      const end = endOf(c);
      if (end?.exitCode !== 126) return undefined;
      const line = lineWith(c, /permission denied|cannot execute|not executable/i);
      const program = /(\/[\w.@/-]+|[\w.-]+\.\w+):? (?:Permission denied|cannot execute)/i.exec(line ?? '')?.[1];
      return notExecutable(c, program ?? 'the start command', line ?? 'exit code 126');
    },
  },
  {
    code: 'executable-not-found',
    recognise: (c) => {
      const end = endOf(c);
      if (end?.exitCode !== 127) return undefined;
      const line = lineWith(c, /not found|no such file/i);
      const program =
        /(?:^|: )(?:exec: )?([\w./@-]+): (?:command )?not found/i.exec(line ?? '')?.[1] ??
        /(\/[\w.@/-]+): No such file/i.exec(line ?? '')?.[1];
      if (program !== undefined) return notFound(c, program, line ?? '');
      return {
        cause: 'The start command names a program that the image does not have.',
        explanation: 'Exit code 127 is what a shell says of a program that it does not find.',
        isHopeless: isHopeless(c),
        said: line ?? 'exit code 127',
        place: c.commandPlace,
        offers: [logsOf(c)],
      };
    },
  },
  {
    code: 'process-ended',
    recognise: (c) => {
      const end = endOf(c);
      if (end === undefined || end.exitCode !== 0 || isMeantToEnd(c)) return undefined;
      const [first] = c.built === undefined || c.hasOwnCommand ? [] : startCommands(c.built.stage);
      const isShell = first !== undefined && /^(?:(?:ba|da|a)?sh|python3?|node)$/.test(first.name) && first.args.length === 0;
      return {
        cause: `The program of ${lower(c)} ends by itself, with exit code 0, and a ${c.rollout.kind} is to run on.`,
        explanation: isShell
          ? `\`${first.name}\` alone waits for input, and there is none: CMD has to name the application.`
          : 'It goes to the background, or has nothing to do: what starts has to stay in the foreground. What is to run once is a Job.',
        isHopeless: isHopeless(c),
        said: `${end.reason || 'Completed'}, exit code 0, ${c.state.restarts} restarts`,
        place: c.commandPlace,
        offers: [logsOf(c)],
      };
    },
  },
  {
    code: 'killed-without-notice',
    recognise: (c) => {
      const end = endOf(c);
      if (end?.exitCode !== 137) return undefined;
      return {
        cause: `${c.called} was killed (exit code 137), and not for its memory limit.`,
        explanation: 'The node was short of memory, or the program did not end in time when it was asked to.',
        isHopeless: isHopeless(c),
        said: `${end.reason}, exit code 137, ${c.state.restarts} restarts`,
        place: c.containerPlace,
        related: [signals(c)],
        offers: [logsOf(c)],
      };
    },
  },
  {
    code: 'application-crashed',
    recognise: (c) => {
      const end = endOf(c);
      // 143 is SIGTERM, which is how a rollout ends what it replaces.
      if (end === undefined || end.exitCode === 0 || end.exitCode === 143) return undefined;
      const reason = telling(c.state.logs);
      const signal = end.exitCode > 128 && end.exitCode < 160 ? signalNames[end.exitCode - 128] : undefined;
      return {
        cause: `${c.called} ended with exit code ${end.exitCode}${signal === undefined ? '' : ` (${signal})`}${reason === undefined ? '.' : `: ${reason}`}`,
        explanation:
          c.state.isRunning && c.state.ended === undefined
            ? `It was restarted ${c.state.restarts} times and is not ready yet.`
            : c.state.logs.trim() === ''
              ? 'It wrote nothing to its log.'
              : 'The last lines of its log stand below.',
        severity: c.state.isRunning ? 'warning' : 'error',
        isHopeless: isHopeless(c) && !c.state.isRunning,
        said: lastLines(c.state.logs) || end.message || `exit code ${end.exitCode}`,
        place: c.containerPlace,
        related: [related(c.startPlace, 'What starts is said here')],
        offers: [logsOf(c)],
      };
    },
  },
];

const signalNames: Readonly<Record<number, string>> = { 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 11: 'SIGSEGV' };

const lower = (c: ContainerCase): string => c.called.slice(0, 1).toLowerCase() + c.called.slice(1);

/** The last line of the log that fits all patterns. */
function lineWith(c: ContainerCase, ...patterns: readonly RegExp[]): string | undefined {
  return c.state.logs
    .split('\n')
    .filter((line) => patterns.every((pattern) => pattern.test(line)))
    .at(-1)
    ?.trim();
}

/** The line that says most of a crash: the last that names an error. */
function telling(logs: string): string | undefined {
  const lines = logs.split('\n').map((line) => line.trim());
  const found =
    lines.filter((line) => /^(?:\w+\.)*\w*(?:Error|Exception)\b|^panic:|^fatal|^Error:|^error:/i.test(line)).at(-1) ??
    lines.filter((line) => /\b(?:error|fatal|failed|cannot)\b/i.test(line)).at(-1);
  return found === undefined ? undefined : `${short(found, 160).replace(/[.:]$/, '')}.`;
}

/** A shell as process 1 keeps signals to itself. */
function signals(c: ContainerCase) {
  const instruction = c.built?.stage.entrypoint ?? c.built?.stage.cmd;
  return instruction?.form === 'shell' && !c.hasOwnCommand
    ? related(c.inImage(instruction.rest.span), 'A shell is process 1 here, and does not pass SIGTERM on')
    : undefined;
}

/** A pod that goes and was killed at the end of its grace period: each deployment waits for that. */
export function killedAtEnd(c: ContainerCase): Recognised | undefined {
  const { state, podState } = c;
  const end = state.ended;
  if (!podState.isTerminating || end?.exitCode !== 137 || end.reason === 'OOMKilled') return undefined;
  const instruction = c.built?.stage.entrypoint ?? c.built?.stage.cmd;
  const isShell = instruction?.form === 'shell' && !c.hasOwnCommand && instruction.before.shell.kind !== 'none';
  const form =
    isShell && c.built !== undefined
      ? startForm(
          instruction,
          (instruction.script()?.commands ?? []).filter(({ wrapper }) => wrapper === undefined),
          c.built.text,
        )
      : undefined;
  const seconds = numberAt(podState.spec, 'terminationGracePeriodSeconds') ?? 30;
  return {
    cause: `${c.called} does not end when it is asked to, and is killed after ${seconds} s at each deployment.`,
    explanation: isShell
      ? `\`${instruction.before.shell.words[0] ?? '/bin/sh'}\` is process 1 and does not pass SIGTERM on; the JSON form runs the program itself.`
      : 'Its process 1 does nothing about SIGTERM.',
    severity: 'warning',
    said: `${end.reason}, exit code 137 while the pod was being deleted`,
    place: c.commandPlace,
    offers: [form === undefined ? undefined : c.editImage(form.title, form.edits)],
  };
}
