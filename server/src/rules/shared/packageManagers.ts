import type { Instruction, RunCommand, RunInstruction, Stage } from '../../languages/dockerfile/model.js';
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
export function laterUseOfLists({ run }: RunCommand): 'install' | 'perhaps' | undefined {
  const { stage } = run;
  const others = stage?.instructions ?? [];
  const uses = [...runsOf(others.slice(others.indexOf(run.onbuild ?? run) + 1)), ...(stage === undefined ? [] : runsBuiltOn(stage))].map(
    useOfLists,
  );
  return uses.includes('install') ? 'install' : uses.includes('perhaps') ? 'perhaps' : undefined;
}

function runsBuiltOn({ uses }: Stage): readonly RunInstruction[] {
  return uses.flatMap(({ kind, by }) => (kind === 'from' ? [...runsOf(by.instructions), ...runsBuiltOn(by)] : []));
}

function runsOf(instructions: readonly Instruction[]): readonly RunInstruction[] {
  return instructions.map((each) => (each.kind === 'ONBUILD' ? each.trigger : each)).filter((each) => each?.kind === 'RUN');
}

/** What a RUN does with lists that it finds. */
function useOfLists({ commands }: RunInstruction): 'install' | 'perhaps' | undefined {
  let perhaps = false;
  for (const command of commands) {
    if (isApt(command)) {
      if (packageCall(command, 'update') !== undefined) break;
      if (packageCall(command, 'install', 'build-dep', 'satisfy') !== undefined) return 'install';
    } else if (isScript(command) && !/^(?:make|npx|playwright)$/.test(command.name)) perhaps = true;
  }
  return perhaps ? 'perhaps' : undefined;
}

export const isApt = ({ name }: RunCommand): boolean => name === 'apt-get' || name === 'apt' || name === 'aptitude';
