import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type ExecaError } from 'execa';
import { cleanEnvironment } from './environment.js';
import { findProgram, type ProgramsOptions } from './programs.js';
import { redact, shown } from './redact.js';
import { failed, type Outcome, type RunOptions, type Runner, type Stream, type ToolCommand } from './tool.js';

export interface ProcessRunnerOptions extends ProgramsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears of every start and end, secrets masked. */
  readonly log?: (line: string) => void;
}

/** Between one way of asking a program to end and the next, in milliseconds. */
const patience = { terminate: 5_000, kill: 5_000 };
/** Output beyond this ends the program: 32 Mi characters are more than any answer that is read. */
const mostOutput = 32 << 20;

/** Runs commands as processes: absolute program, no shell, cleaned environment, an empty folder unless the command names one. */
export class ProcessRunner implements Runner {
  readonly #options: ProcessRunnerOptions;

  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
  }

  async run<T>(command: ToolCommand<T>, { signal, onLine }: RunOptions = {}): Promise<Outcome<T>> {
    const { program, args, secrets = [] } = command;
    if (signal?.aborted === true) return cancelled(command);
    const found = await findProgram(program, this.#options);
    if (!found.ok) return found;
    const own = command.cwd === undefined ? await mkdtemp(join(tmpdir(), 'slipway-')) : undefined;
    try {
      this.#options.log?.(`$ ${shown(program, args, secrets)}`);
      return await this.#started(command, found.value, command.cwd ?? own ?? tmpdir(), signal, onLine);
    } finally {
      // The folder was empty and what a program leaves in it is its own affair.
      if (own !== undefined) await rmdir(own).catch(() => undefined);
    }
  }

  async #started<T>(
    command: ToolCommand<T>,
    path: string,
    cwd: string,
    signal: AbortSignal | undefined,
    onLine: RunOptions['onLine'],
  ): Promise<Outcome<T>> {
    const { program, args, secrets = [], input, inputFile, isEndless, timeoutMs } = command;
    const child = execa(path, args, {
      cwd,
      env: cleanEnvironment(program, this.#options.env, command.env),
      extendEnv: false,
      shell: false,
      windowsHide: true,
      reject: false,
      stripFinalNewline: false,
      maxBuffer: mostOutput,
      ...(isEndless === true && onLine !== undefined ? { buffer: { stdout: false } } : {}),
      ...(input !== undefined ? { input } : inputFile !== undefined ? { inputFile } : { stdin: 'ignore' as const }),
    });
    let ended: 'cancelled' | 'timed-out' | undefined;
    const timers: NodeJS.Timeout[] = [];
    const end = (why: 'cancelled' | 'timed-out'): void => {
      if (ended !== undefined) return;
      ended = why;
      // docker and kubectl clean up after SIGINT, as after Ctrl+C.
      child.kill('SIGINT');
      timers.push(setTimeout(() => child.kill('SIGTERM'), patience.terminate));
      timers.push(setTimeout(() => child.kill('SIGKILL'), patience.terminate + patience.kill));
    };
    const abort = (): void => end('cancelled');
    signal?.addEventListener('abort', abort, { once: true });
    if (timeoutMs !== undefined) timers.push(setTimeout(() => end('timed-out'), timeoutMs));
    const listen = async (stream: Stream): Promise<void> => {
      if (onLine === undefined) return;
      for await (const line of child.iterable({ from: stream })) {
        try {
          onLine(redact(line, secrets), stream);
        } catch (error) {
          // A listener's mistake must not cost the command its output.
          this.#options.log?.(`  a line of ${program} could not be shown: ${String(error)}`);
        }
      }
    };
    try {
      const [result] = await Promise.all([child, listen('stdout').catch(() => undefined), listen('stderr').catch(() => undefined)]);
      const output = { code: result.exitCode ?? 1, stdout: text(result.stdout), stderr: text(result.stderr) };
      this.#options.log?.(
        `  ${program} ended with ${result.exitCode ?? result.signal ?? 'no code'} after ${Math.round(result.durationMs)} ms`,
      );
      if (ended === 'cancelled') return cancelled(command);
      if (ended === 'timed-out')
        return failed({
          code: 'timed-out',
          message: `\`${program} ${args[0] ?? ''}\` gave no result within ${Math.round((timeoutMs ?? 0) / 1000)} s and was ended.`,
          detail: redact(output.stderr, secrets),
        });
      // Its exit code then only says that nobody listened any more.
      if (result.isMaxBuffer)
        return failed({
          code: 'too-much-output',
          message: `\`${program} ${args[0] ?? ''}\` wrote more than can be read, so it was ended.`,
        });
      if (result.exitCode === undefined) return failed(notEnded(command, result as ExecaError));
      const outcome = command.parse(output);
      return outcome.ok
        ? outcome
        : failed({
            ...outcome.failure,
            ...(outcome.failure.detail === undefined ? {} : { detail: redact(outcome.failure.detail, secrets) }),
            message: redact(outcome.failure.message, secrets),
          });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

function cancelled({ program, args }: ToolCommand<unknown>): Outcome<never> {
  return failed({ code: 'cancelled', message: `\`${program} ${args[0] ?? ''}\` was cancelled.` });
}

function notEnded({ program, args, secrets }: ToolCommand<unknown>, error: ExecaError): { code: string; message: string; detail: string } {
  return {
    code: `${program}-failed`,
    message: `\`${program} ${args[0] ?? ''}\` ${error.signal === undefined ? 'could not be started' : `was ended by ${error.signal}`}.`,
    detail: redact(error.shortMessage ?? error.message, secrets),
  };
}

function text(output: unknown): string {
  return typeof output === 'string' ? output : '';
}
