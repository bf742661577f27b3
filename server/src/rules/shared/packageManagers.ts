import type { RunCommand, Stage } from '../../languages/dockerfile/model.js';
import { packageCall } from './osPackages.js';

/** What a command of a RUN does to the package managers' files, as far as its text tells. `osPackages.ts` reads the calls. */

/**
 * Whether a command removes one of `folders`: `rm` or `find … -delete` on it or on a folder above it, also by a relative
 * path behind a `cd`, also in braces. A script whose name says that it cleans is believed.
 */
export function removesFolder(commands: readonly RunCommand[], ...folders: readonly string[]): boolean {
  let here = '';
  return commands.some((command) => {
    if (command.name === 'cd') here = command.args[0]?.value ?? '';
    if (isScript(command) && /clean/i.test(command.nameWord.value)) return true;
    const deletes = command.name === 'rm' || (command.name === 'find' && command.args.some(({ value }) => /^(?:-delete|rm)$/.test(value)));
    if (!deletes) return false;
    return command.args
      .filter(({ value }) => !value.startsWith('-'))
      .flatMap(({ value }) => expandBraces(value))
      .map((path) => (path.startsWith('/') ? path : `${here}/${path}`).replace(/\/{2,}/g, '/').replace(/\/\*?$/, ''))
      .some((path) => path.startsWith('/') && folders.some((folder) => path === folder || folder.startsWith(`${path}/`)));
  });
}

/** `/var/lib/{apt,dpkg}/` is two paths. */
function expandBraces(value: string): readonly string[] {
  const found = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(value);
  return found === null
    ? [value]
    : (found[2] ?? '').split(',').flatMap((part) => expandBraces(`${found[1] ?? ''}${part}${found[3] ?? ''}`));
}

const interpreters: ReadonlySet<string> = new Set(
  'sh bash dash ash zsh ksh . source eval make npx playwright rosdep mk-build-deps gdebi'.split(' '),
);

/** A script, or a program known to call the package manager itself: what it installs is not in the file. */
export function isScript(command: RunCommand): boolean {
  const { value, literal } = command.nameWord;
  if (interpreters.has(command.name) || !literal || /\.(?:sh|bash|py|pl|rb)$/.test(value)) return true;
  return value.includes('/') && !/^\/(?:usr\/)?(?:local\/)?s?bin\//.test(value);
}

/**
 * What later RUNs, of this stage or of one built on it, do with apt's lists of this one. `install`: one installs from them
 * without fetching its own, so removing the lists breaks it. `perhaps`: a script runs, and nobody sees what it does.
 */
export function laterUseOfLists(commands: readonly RunCommand[], { run: { stage, index } }: RunCommand): 'install' | 'perhaps' | undefined {
  const fetched = new Set<RunCommand['run']>();
  let perhaps = false;
  for (const other of commands) {
    if (other.run.index <= index || !isBuiltOn(other.run.stage, stage)) continue;
    if (isApt(other)) {
      if (packageCall(other, 'update') !== undefined) fetched.add(other.run);
      if (!fetched.has(other.run) && packageCall(other, 'install', 'build-dep', 'satisfy') !== undefined) return 'install';
    } else if (!fetched.has(other.run) && isScript(other) && !/^(?:make|npx|playwright)$/.test(other.name)) perhaps = true;
  }
  return perhaps ? 'perhaps' : undefined;
}

export const isApt = ({ name }: RunCommand): boolean => name === 'apt-get' || name === 'apt' || name === 'aptitude';

/** Whether the stage is `origin` or has it below, through FROM. */
export function isBuiltOn(stage: Stage | undefined, origin: Stage | undefined): boolean {
  for (let at = stage; at !== undefined; at = at.parent) if (at === origin) return true;
  return false;
}
