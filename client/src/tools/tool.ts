/** Programs that Slipway may start. Nothing else is ever run. */
export type Program = 'docker' | 'podman' | 'k3d' | 'kubectl' | 'helm' | 'git';

/** One run of a program as a value: what is started, and what its output means. Nothing happens until a runner takes it. */
export interface ToolCommand<T> {
  readonly program: Program;
  /** Each a word of its own; no shell reads them. */
  readonly args: readonly string[];
  /** Absolute. Without it the program runs in an empty folder, since some give files there another meaning (k3d). */
  readonly cwd?: string;
  /** Beside the cleaned environment (`environment.ts`). */
  readonly env?: Readonly<Record<string, string>>;
  /** Of kubectl: the context that it goes to. Without one it contacts no cluster. */
  readonly kubeContext?: string;
  /** Of kubectl: absolute path of a kubeconfig that goes before the user's own files (`kubectl/destination.ts`). */
  readonly kubeconfig?: string;
  /** Standard input; closed at once when absent. */
  readonly input?: string | Uint8Array;
  /** Absolute path of a file that is streamed to standard input, for what is too large to hold. */
  readonly inputFile?: string;
  /** Runs until it is cancelled (logs, port-forward): standard output goes to `onLine` alone and is not kept for `parse`. */
  readonly isEndless?: true;
  /** Values that never reach a log: words of `args` or `env` that hold them are masked there. */
  readonly secrets?: readonly string[];
  /** The program is ended after so many milliseconds; unlimited when absent. */
  readonly timeoutMs?: number;
  /** What a run that ended by itself means; exit codes other than 0 come here too. */
  readonly parse: (output: ToolOutput) => Outcome<T>;
}

/** What a program left behind when it ended by itself. */
export interface ToolOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Why something did not work, in words for the user. */
export interface Failure {
  /** Stable, for tests, exit codes and remedies: `program-missing`, `cancelled`, `timed-out`, `daemon-down` … */
  readonly code: string;
  /** What is wrong and what follows, at most two sentences. */
  readonly message: string;
  /** What the program said, secrets masked; for the log and "Show Details". */
  readonly detail?: string;
  /** What to do about it, as an imperative: "Start Docker". */
  readonly remedy?: string;
}

export type Stream = 'stdout' | 'stderr';

export interface RunOptions {
  /** Ends the program: SIGINT first, SIGTERM and SIGKILL when it does not listen. The outcome is then `cancelled`. */
  readonly signal?: AbortSignal;
  /** Hears every line while the program runs, secrets masked. */
  readonly onLine?: (line: string, stream: Stream) => void;
}

/** Whoever carries commands out: processes, or a record of what they answered. */
export interface Runner {
  run<T>(command: ToolCommand<T>, options?: RunOptions): Promise<Outcome<T>>;
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed<T = never>(failure: Failure): Outcome<T> {
  return { ok: false, failure };
}

/** The failure of a run that this product has no better words for: the program's own last lines are the message. */
export function unexplained(
  { program, args }: Pick<ToolCommand<unknown>, 'program' | 'args'>,
  { code, stdout, stderr }: ToolOutput,
): Failure {
  const said = (stderr.trim() === '' ? stdout : stderr).trim();
  const last = said.split('\n').at(-1)?.trim() ?? '';
  return {
    code: `${program}-failed`,
    message: `\`${program} ${args[0] ?? ''}\` ended with ${code}${last === '' ? '' : `: ${last}`}`,
    detail: said,
  };
}
