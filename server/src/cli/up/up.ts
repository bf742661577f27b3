import { relative, resolve } from 'node:path';
import type { Answers, LoopContext, Memory, Remembered, RunEnd } from '../../../../client/src/loop/contract.js';
import { runAll } from '../../../../client/src/loop/run.js';
import { ProcessRunner } from '../../../../client/src/tools/processRunner.js';
import { Progress } from '../progress.js';
import { localEngine } from './engine.js';
import { readFlags, type UpOptions } from './flags.js';
import { TerminalFront } from './front.js';
import { endText } from './text.js';

export type { UpOptions } from './flags.js';

/** Exit codes: the pods run; something failed; wrong use, or a question that nobody could answer; cancelled. */
const codes = { running: 0, failed: 1, misuse: 2, cancelled: 130 } as const;

/** Builds, delivers, deploys, waits, and says why when it does not work. */
export async function up(folder: string, options: UpOptions): Promise<number> {
  const root = resolve(folder).replaceAll('\\', '/');
  const isInteractive = process.stdin.isTTY && process.stderr.isTTY && options.format === 'text';
  const flags = readFlags(root, options);
  if (typeof flags === 'string') return complain(flags);
  if (options.diff === true && options.yes !== true && !isInteractive)
    return complain('--diff asks before it deploys, and nobody can be asked here: with --yes it only tells');
  const end = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  // The second one ends us at once, as everywhere. A listener has to stay for that long: without any, execa ends us at the first.
  const stop = (): void => (end.signal.aborted ? process.exit(codes.cancelled) : end.abort());
  for (const name of signals) process.on(name, stop);
  const shown = (path: string): string => (path.startsWith(`${root}/`) ? relative(process.cwd(), path) : path);
  const front = new TerminalFront({
    isInteractive,
    isAgreed: options.yes === true,
    isVerbose: options.verbose === true,
    shown,
    signal: end.signal,
  });
  const progress = new Progress(process.stderr);
  const engine = await localEngine(root, (path) => progress.at(path));
  progress.clear();
  const ctx: LoopContext = {
    runner: new ProcessRunner({
      env: process.env,
      workspace: [root],
      ...(options.verbose === true ? { log: (line: string) => void process.stderr.write(`         ${line}\n`) } : {}),
    }),
    engine,
    front,
    settings: flags.settings,
    signal: end.signal,
    folders: [root],
    given: flags.given,
  };
  const ended = await runAll(ctx, memoryOf(flags.answers), {
    ...(options.pull === true ? { pulls: true } : {}),
    ...(options.cache ? {} : { withoutCache: true }),
  });
  for (const name of signals) process.removeListener(name, stop);
  const result = front.unanswered === undefined || end.signal.aborted ? ended : unanswered(ended, front.unanswered);
  process.stdout.write(
    options.format === 'json' ? `${JSON.stringify({ ...result, problems: front.problems }, undefined, 2)}\n` : endText(result, shown),
  );
  return result === ended ? codes[ended.state] : codes.misuse;
}

function complain(message: string): number {
  process.stderr.write(`slipway: ${message}\n`);
  return codes.misuse;
}

/** Nobody turned away: there was nobody. */
function unanswered(end: RunEnd, message: string): RunEnd {
  return end.state === 'running' ? end : { ...end, state: 'failed', failure: { code: 'unanswered', message } };
}

/** A run of the command line is told everything by its flags: nothing is kept for the next. */
function memoryOf(answers: Answers): Memory {
  let remembered: Remembered = { answers };
  return {
    get: () => remembered,
    set: (next) => {
      remembered = next;
      return Promise.resolve();
    },
  };
}
