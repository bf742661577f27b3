import { rmSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { win32 } from 'node:path';
import { isatty } from 'node:tty';
import { execa, type ExecaError } from 'execa';
import { cleanEnvironment } from './environment.js';
import { kubeconfigBefore } from './kubectl/files.js';
import { findProgram, type ProgramsOptions } from './programs.js';
import { redact, shown } from './redact.js';
import { newFolder } from './temporary.js';
import { failed, type Outcome, type RunOptions, type Runner, type Stream, type ToolCommand } from './tool.js';

export interface ProcessRunnerOptions extends ProgramsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears of every start and end, secrets masked. */
  readonly log?: (line: string) => void;
}

/** Between one way of asking a program to end and the next, in milliseconds. */
const patience = { terminate: 5_000, kill: 5_000, streams: 2_000 };
/** Output beyond this ends the program: 32 Mi characters are more than any answer that is read. */
const mostOutput = 32 << 20;

/** Runs commands as processes: absolute program, no shell, cleaned environment, an empty folder unless the command names one. */
export class ProcessRunner implements Runner {
  readonly #options: ProcessRunnerOptions;
  /** What has to be done at once when this process exits while programs run. */
  readonly #atExit = new Set<() => void>();
  readonly #exit = (): void => {
    for (const work of this.#atExit) work();
  };

  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
  }

  async run<T>(command: ToolCommand<T>, { signal, onLine }: RunOptions = {}): Promise<Outcome<T>> {
    const { program, args, secrets = [] } = command;
    if (signal?.aborted === true) return cancelled(command);
    const found = await findProgram(program, this.#options);
    if (!found.ok) return found;
    const made = command.cwd === undefined ? await newFolder() : undefined;
    if (made?.ok === false) return made;
    const own = made?.value;
    const removeNow = (): void => {
      if (own !== undefined) rmSync(own, { recursive: true, force: true });
    };
    this.#beforeExit(removeNow);
    try {
      this.#options.log?.(`$ ${shown(program, args, secrets)}`);
      return await this.#started(command, found.value, command.cwd ?? own ?? tmpdir(), signal, onLine);
    } finally {
      this.#notBeforeExit(removeNow);
      // The folder was empty and what a program leaves in it is its own affair.
      if (own !== undefined) await rmdir(own).catch(() => undefined);
    }
  }

  /** One listener for all programs: Node warns of many. */
  #beforeExit(work: () => void): void {
    if (this.#atExit.size === 0) process.once('exit', this.#exit);
    this.#atExit.add(work);
  }

  #notBeforeExit(work: () => void): void {
    if (this.#atExit.delete(work) && this.#atExit.size === 0) process.removeListener('exit', this.#exit);
  }

  #environment({ program, env, kubeconfig }: ToolCommand<unknown>): Record<string, string> {
    const clean = cleanEnvironment(program, this.#options.env, env);
    if (kubeconfig === undefined) return clean;
    return { ...clean, KUBECONFIG: kubeconfigBefore(kubeconfig, clean, { platform: process.platform, home: homedir() }) };
  }

  async #started<T>(
    command: ToolCommand<T>,
    path: string,
    cwd: string,
    signal: AbortSignal | undefined,
    onLine: RunOptions['onLine'],
  ): Promise<Outcome<T>> {
    const { program, args, secrets = [], input, inputFile, isEndless, timeoutMs } = command;
    const isGroup = isGroupOfItsOwn();
    const child = execa(path, args, {
      cwd,
      env: this.#environment(command),
      extendEnv: false,
      shell: false,
      windowsHide: true,
      ...(isGroup ? { detached: true, cleanup: false } : {}),
      reject: false,
      stripFinalNewline: false,
      maxBuffer: mostOutput,
      ...(isEndless === true && onLine !== undefined ? { buffer: { stdout: false } } : {}),
      ...(input !== undefined ? { input } : inputFile !== undefined ? { inputFile } : { stdin: 'ignore' as const }),
    });
    let ended: 'cancelled' | 'timed-out' | undefined;
    const timers: NodeJS.Timeout[] = [];
    const kill = (name: NodeJS.Signals): void => {
      try {
        if (isGroup && child.pid !== undefined) process.kill(-child.pid, name);
        else child.kill(name);
      } catch {
        // Nothing of it is there any more.
      }
    };
    const killNow = (): void => kill('SIGTERM');
    if (isGroup) this.#beforeExit(killNow);
    // What it started may live on with its streams, as a plugin does that waits for a login: nobody listens to that.
    child.once('exit', () => {
      const drop = (): void => [child.stdout, child.stderr].forEach((stream) => stream?.destroy());
      timers.push(setTimeout(drop, ended === undefined ? patience.streams : patience.streams / 4));
    });
    const end = (why: 'cancelled' | 'timed-out'): void => {
      if (ended !== undefined) return;
      ended = why;
      const tree = treeKiller(process.platform, child.pid, this.#options.env);
      if (tree !== undefined) {
        execa(tree.file, tree.args, { reject: false, windowsHide: true, stdio: 'ignore' }).catch(() => undefined);
        timers.push(setTimeout(() => child.kill('SIGKILL'), patience.terminate));
        return;
      }
      // docker and kubectl clean up after SIGINT, as after Ctrl+C.
      kill('SIGINT');
      timers.push(setTimeout(() => kill('SIGTERM'), patience.terminate));
      timers.push(setTimeout(() => kill('SIGKILL'), patience.terminate + patience.kill));
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
      this.#notBeforeExit(killNow);
      if (isGroup && ended !== undefined) killNow();
      signal?.removeEventListener('abort', abort);
    }
  }
}

/**
 * With those that it starts a program is one group, so that all of them can be ended. At a terminal it stays in ours: Ctrl+C goes to
 * everybody there, and a program may ask for a passphrase.
 */
function isGroupOfItsOwn(): boolean {
  return process.platform !== 'win32' && !isatty(0) && !isatty(2);
}

/**
 * Windows has no signals: what it kills is one process, and those that it started (a plugin of Docker, what a `.cmd` runs) would go on.
 * Its own program for whole trees, by its absolute path.
 */
export function treeKiller(
  platform: NodeJS.Platform,
  pid: number | undefined,
  env: Readonly<Record<string, string | undefined>>,
): { readonly file: string; readonly args: readonly string[] } | undefined {
  const root = env['SystemRoot'] ?? env['SYSTEMROOT'];
  if (platform !== 'win32' || pid === undefined || root === undefined || !win32.isAbsolute(root)) return undefined;
  return { file: win32.join(root, 'System32', 'taskkill.exe'), args: ['/PID', `${pid}`, '/T', '/F'] };
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
