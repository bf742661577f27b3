import { unexplained, type Failure, type Program, type ToolOutput } from '../tool.js';

/** The two programs that build; both take nearly the same words. */
export type Engine = Extract<Program, 'docker' | 'podman'>;

const down =
  /Cannot connect to the (?:Docker daemon|Podman socket)|Is the docker daemon running|docker daemon is not running|error during connect|unable to connect to Podman|Cannot connect to Podman|failed to connect to the docker API|\bUnavailable(?:: | desc = )(?:error reading from server|connection error|transport is closing|closing transport)/i;
const forbidden =
  /permission denied while trying to connect|Got permission denied.*docker\.sock|dial unix \S+: connect: permission denied/i;
const full = /no space left on device|not enough space on the disk|disk quota exceeded/i;

/** What every command of an engine may fail of, whatever it was asked for; undefined when it is something else. */
export function engineFailure(program: Engine, text: string): Failure | undefined {
  const name = program === 'docker' ? 'Docker' : 'Podman';
  if (forbidden.test(text))
    return {
      code: 'daemon-forbidden',
      message: `You may not talk to ${name}: its socket denies permission.`,
      detail: text.trim(),
      remedy: 'Add your user to the group `docker` and log in again, or use rootless Docker',
    };
  if (down.test(text))
    return {
      code: 'daemon-down',
      message: `${name} does not answer: its daemon is not running or cannot be reached.`,
      detail: text.trim(),
      remedy: `Start ${name}`,
    };
  if (full.test(text))
    return {
      code: 'disk-full',
      message: `The disk that ${name} writes to is full.`,
      detail: text.trim(),
      remedy: `Free space: \`${program} system df\` shows what takes it, \`${program} system prune\` removes what nothing uses`,
    };
  return undefined;
}

/** The failure of a run of an engine. */
export function explained(program: Engine, args: readonly string[], output: ToolOutput): Failure {
  return engineFailure(program, `${output.stderr}\n${output.stdout}`) ?? unexplained({ program, args }, output);
}
