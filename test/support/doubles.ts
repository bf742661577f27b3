import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { ProcessRunner } from '../../client/src/tools/processRunner.js';

/** Programs that have a double. git is the real one. */
export type Double = 'docker' | 'k3d' | 'kubectl';

export interface Call {
  readonly program: Double;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A folder with doubles on its PATH and the world that they share. */
export interface Bench {
  readonly folder: string;
  readonly runner: ProcessRunner;
  readonly env: Readonly<Record<string, string>>;
  /** The same programs with other variables beside. */
  with(env: Readonly<Record<string, string>>): ProcessRunner;
  readonly log: readonly string[];
  /** The world as it is now. */
  world(): World;
  change(work: (world: World) => void): void;
  calls(program?: Double): readonly Call[];
}

/** See the doubles for what each key does. */
// oxlint-disable-next-line typescript/no-explicit-any -- a scenario is free JSON
export type World = Record<string, any>;

export interface BenchOptions {
  /** All of them when absent; programs that are not named are those of the machine. */
  readonly doubles?: readonly Double[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workspace?: readonly string[];
  /** Text of the kubeconfig; the user's own is never read. */
  readonly kubeconfig?: string;
}

/** Runs `work` with the doubles as the only programs of their names, and leaves nothing behind. */
export async function atBench<T>(world: World, work: (bench: Bench) => Promise<T>, options: BenchOptions = {}): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const bin = join(folder, 'bin');
  const file = join(folder, 'world.json');
  mkdirSync(bin);
  writeFileSync(file, JSON.stringify(world));
  for (const double of options.doubles ?? ['docker', 'k3d', 'kubectl'])
    writeProgram(bin, double, resolve(`test/support/doubles/${double}.mjs`));
  const path = [bin, process.env['PATH'] ?? ''].join(delimiter);
  const kubeconfig = join(folder, 'kubeconfig');
  if (options.kubeconfig !== undefined) writeFileSync(kubeconfig, options.kubeconfig);
  const env = {
    PATH: path,
    HOME: folder,
    KUBECONFIG: kubeconfig,
    SLIPWAY_DOUBLE: file,
    ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
    ...options.env,
  };
  const log: string[] = [];
  const runnerWith = (more: Readonly<Record<string, string>>): ProcessRunner =>
    new ProcessRunner({ workspace: options.workspace ?? [], env: { ...env, ...more }, searchPath: path, log: (line) => log.push(line) });
  const read = (): World => JSON.parse(readFileSync(file, 'utf8')) as World;
  try {
    return await work({
      folder,
      runner: runnerWith({}),
      env,
      with: runnerWith,
      log,
      world: read,
      change: (edit) => {
        const next = read();
        edit(next);
        writeFileSync(file, JSON.stringify(next));
      },
      calls: (program) => {
        const calls = existsSync(`${file}.log`) ? readFileSync(`${file}.log`, 'utf8').trim().split('\n') : [];
        return calls.map((line) => JSON.parse(line) as Call).filter((call) => program === undefined || call.program === program);
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A program of that name in `folder` which runs a script with this very Node. */
export function writeProgram(folder: string, name: string, script: string): void {
  if (process.platform === 'win32') {
    writeFileSync(join(folder, `${name}.cmd`), `@"${process.execPath}" "${script}" %*\r\n`);
    return;
  }
  const word = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  writeFileSync(join(folder, name), `#!/bin/sh\nexec ${word(process.execPath)} ${word(script)} "$@"\n`);
  chmodSync(join(folder, name), 0o755);
}
