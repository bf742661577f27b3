import { realpathSync } from 'node:fs';
import * as native from 'node:path';
import which from 'which';
import { done, failed, type Outcome, type Program } from './tool.js';

export interface ProgramsOptions {
  /** Absolute paths that the user set on this machine; they go before PATH. */
  readonly paths?: Readonly<Partial<Record<Program, string>>>;
  /** Folders of the workspace: a program that lies in one came with somebody's repository and is never started. */
  readonly workspace: readonly string[];
  /** PATH; that of this process when absent. */
  readonly searchPath?: string;
}

const whatFor: Readonly<Record<Program, string>> = {
  docker: 'builds images. Install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/',
  podman: 'builds images. Install it: https://podman.io/docs/installation',
  k3d: 'runs the local cluster. Install it: https://k3d.io/stable/#installation',
  kubectl: 'talks to the cluster. Install it: https://kubernetes.io/docs/tasks/tools/',
  helm: 'renders charts. Install it: https://helm.sh/docs/intro/install/',
  git: 'gives images their tags. Install it: https://git-scm.com/downloads',
};

/** Finds a program's absolute path: where the user's machine settings say, else along PATH. Never inside the workspace. */
export async function findProgram(program: Program, { paths, workspace, searchPath }: ProgramsOptions): Promise<Outcome<string>> {
  const set = paths?.[program];
  if (set !== undefined && set !== '' && !native.isAbsolute(set))
    return failed({
      code: 'program-missing',
      message: `\`${set}\` is no absolute path, so ${program} is not run from there.`,
      remedy: `Give \`slipway.programs.${program}\` an absolute path`,
    });
  const wanted = set === undefined || set === '' ? program : set;
  const found = await which(wanted, { all: true, nothrow: true, ...(searchPath === undefined ? {} : { path: searchPath }) });
  const candidates = wanted === program ? onPath(found ?? [], searchPath ?? process.env['PATH'] ?? '') : (found ?? []);
  const safe = candidates.find((path) => !workspace.some((folder) => isBelow(folder, path)));
  if (safe !== undefined) return done(safe);
  const [inside] = candidates;
  if (inside !== undefined)
    return failed({
      code: 'program-in-workspace',
      message: `\`${inside}\` lies inside the workspace, so it is not run: a repository could bring its own ${program}.`,
      remedy: `Set \`slipway.programs.${program}\` in your user settings to the program you trust`,
    });
  return failed({
    code: 'program-missing',
    message:
      set === undefined || set === ''
        ? `\`${program}\` was not found on PATH. It ${whatFor[program]}`
        : `\`${set}\`, the setting \`slipway.programs.${program}\`, is no program that can be run.`,
    remedy: `Install ${program}, or set \`slipway.programs.${program}\``,
  });
}

type Paths = Pick<typeof native, 'isAbsolute' | 'relative' | 'dirname' | 'delimiter'>;

/**
 * Those that lie in a folder which PATH names by its absolute path. A relative entry means the present folder, which is anybody's,
 * and on Windows that is searched first without being named at all.
 */
export function onPath(found: readonly string[], searchPath: string, paths: Paths = native): readonly string[] {
  const folders = searchPath
    .split(paths.delimiter)
    .map((entry) => entry.replace(/^"(.*)"$/, '$1'))
    .filter((entry) => paths.isAbsolute(entry));
  return found.filter((path) => paths.isAbsolute(path) && folders.some((folder) => paths.relative(folder, paths.dirname(path)) === ''));
}

/** Whether a path lies in a folder, by what both are called. */
export function isInside(folder: string, path: string, { relative, isAbsolute }: Paths = native): boolean {
  const way = relative(folder, path);
  return way !== '' && !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

function isBelow(folder: string, path: string): boolean {
  // A link in the workspace that leads out, and one outside that leads in, are both looked at.
  return isInside(folder, path) || isInside(real(folder), real(path));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
