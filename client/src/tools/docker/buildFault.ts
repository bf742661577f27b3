import type { Failure, ToolOutput } from '../tool.js';
import type { Builder } from './buildCommand.js';
import { engineFailure } from './engine.js';
import { readCommandOutput, readExcerpt, readFailedVertex } from './excerpt.js';
import { causeOf, type BuildFaultKind } from './faultCauses.js';
import type { FailedStep } from './locateStep.js';
import { stripAnsi } from './warnings.js';

/** Why a build failed, and where in the Dockerfile as far as the builder said it. */
export interface BuildFault {
  readonly kind: BuildFaultKind;
  /** In words for the user; its `detail` is what the builder said. */
  readonly failure: Failure;
  /** Lines of the Dockerfile from 0, both included. */
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** Where no line is known: `locateStep` finds it in the Dockerfile's outline. */
  readonly step?: FailedStep;
  /** Of the failed command in RUN. */
  readonly exitCode?: number;
  /** The source that was not found, the stage, the secret's id, the image. */
  readonly subject?: string;
  /** Last lines that the failed command wrote. */
  readonly output: readonly string[];
}

/** Reads what a failed build left on its streams. */
export function readBuildFault(builder: Builder, output: ToolOutput): BuildFault {
  const stderr = stripAnsi(output.stderr).replaceAll('\r\n', '\n');
  const stdout = stripAnsi(output.stdout).replaceAll('\r\n', '\n');
  const excerpt = builder === 'buildx' ? readExcerpt(stderr) : undefined;
  const error = builder === 'buildx' ? finalError(stderr) : lastError(stderr);
  const step = builder === 'buildx' ? readFailedVertex(stderr) : lastStep(`${stdout}\n${stderr}`);
  const tail = builder === 'buildx' ? readCommandOutput(stderr) : tailOf(stdout, builder === 'legacy' ? '' : stderr);
  const cause = causeOf(error, tail, stderr);
  const program = builder === 'podman' ? 'podman' : 'docker';
  const known = engineFailure(program, error) ?? (cause.kind === 'disk-full' ? engineFailure(program, tail.join('\n')) : undefined);
  const line = cause.line ?? excerpt?.firstLine;
  const isOfFile = known === undefined || cause.kind === 'disk-full';
  return {
    kind: cause.kind,
    failure: known ?? {
      code: 'build-failed',
      message: cause.message,
      detail: detailOf(error, tail),
      ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }),
    },
    ...(line === undefined || !isOfFile ? {} : { firstLine: line, lastLine: cause.line ?? excerpt?.lastLine ?? line }),
    ...(step === undefined || line !== undefined || !isOfFile || !isAtStep(cause.kind) ? {} : { step }),
    ...(cause.exitCode === undefined ? {} : { exitCode: cause.exitCode }),
    ...(cause.subject === undefined ? {} : { subject: cause.subject }),
    output: tail,
  };
}

/** Kinds whose cause is the instruction that ran last. */
function isAtStep(kind: BuildFaultKind): boolean {
  return [
    'command-failed',
    'syntax',
    'source-missing',
    'base-missing',
    'stage-looked-up',
    'secret-missing',
    'out-of-memory',
    'platform',
    'disk-full',
    'network',
    'unknown',
  ].includes(kind);
}

/** BuildKit's error from its `ERROR:` at the start of a line to the end: commands in it run over lines. */
function finalError(stderr: string): string {
  const at = stderr.search(/^ERROR: (?![\s\S]*^ERROR: )/m);
  return at === -1 ? lastError(stderr) : stderr.slice(at).trim();
}

/** What the legacy builder says of itself, on the lines until the next that stands at the margin. */
const deprecated = /^DEPRECATED: .*\n(?:[ \t]+.*\n)*/gm;

/** The legacy builder and Podman write one error, behind notes about themselves. */
function lastError(stderr: string): string {
  const lines = stderr
    .replace(deprecated, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const from = lines.findIndex(
    (line) => /^(?:Error|ERROR|error|The command ')|^(?:COPY|ADD) failed|: /.test(line) && !/^(?:DEPRECATED|WARN|time=|\s)/.test(line),
  );
  return (from === -1 ? lines.slice(-3) : lines.slice(from)).join('\n');
}

function lastStep(text: string): FailedStep | undefined {
  const steps = [...text.matchAll(/^(?:\[(\d+)\/\d+\] )?STEP (\d+)\/(\d+)\s?: (.*)$/gim)];
  const [whole, stage, index, total, instruction] = steps.at(-1) ?? [];
  if (whole === undefined || instruction === undefined) return undefined;
  // `Step` is the legacy builder's, `STEP` Podman's.
  return {
    counts: whole.startsWith('Step') ? 'file' : 'stage',
    stage: stage === undefined ? null : Number(stage),
    index: Number(index),
    total: Number(total),
    text: instruction,
  };
}

/** What a command wrote last, of builders that do not repeat it at the end. */
function tailOf(stdout: string, stderr: string): readonly string[] {
  const lines = `${stdout}\n${stderr}`.split('\n');
  let at = lines.length - 1;
  while (at >= 0 && !/^(?:\[\d+\/\d+\] )?STEP \d+\/\d+/i.test(lines[at] ?? '')) at--;
  const own =
    /^(?: ---> |--> |Removing intermediate container|DEPRECATED|\s+Install the buildx|\s*https:\/\/docs\.docker\.com|The command '|Error: |subprocess exited with status |time=")/;
  return at === -1
    ? []
    : lines
        .slice(at + 1)
        .filter((line) => line.trim() !== '' && !own.test(line))
        .slice(-20);
}

function detailOf(error: string, output: readonly string[]): string {
  return [...output.slice(-20), error].join('\n').trim();
}
