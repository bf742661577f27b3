import { basename, joinImagePath } from './imagePaths.js';
import { hasOption, operands, optionValue } from '../../languages/dockerfile/options.js';
import type { Instruction, RunCommand, ShellWord } from '../../languages/dockerfile/model.js';
import { packageCall } from './osPackages.js';

// What instructions above a RUN have put into layers of their own, as far as their words say it.

/** The instruction above `run`, in its stage, that put the file or folder at `path` into the image; the nearest. */
export function bringerOfPath(run: RunCommand['run'], path: string): Instruction | undefined {
  return above(run).find((earlier) => pathsOf(earlier).includes(path));
}

/** The RUN above in the same stage whose package manager `name` installed `wanted`; the nearest. */
export function bringerOfPackage(
  command: RunCommand,
  managers: readonly string[],
  verbs: readonly string[],
  removing: readonly string[],
  wanted: string,
): Instruction | undefined {
  const names = (other: RunCommand, of: readonly string[]): boolean =>
    packageCall(other, ...of)?.packages.some((word) => word.literal && packageName(word.value) === wanted) === true;
  // What the same RUN takes away again is in no layer.
  const isGone = (other: RunCommand): boolean => managers.includes(other.name) && names(other, removing);
  const isWanted = (other: RunCommand): boolean => {
    if (!managers.includes(other.name)) return false;
    // `apk add --virtual NAME …` gives the packages one name to delete.
    const group = other.name === 'apk' ? optionValue(other, '-t', '--virtual')?.value : undefined;
    if (group !== undefined) return group === wanted;
    return names(other, verbs);
  };
  return above(command.run).find(
    (earlier) =>
      earlier.kind === 'RUN' && earlier.commands.some((other) => !other.conditional && isWanted(other)) && !earlier.commands.some(isGone),
  );
}

/** Without the version: `gcc=14.2.0-r6` is deleted as `gcc`. */
export const packageName = (value: string): string => value.replace(/[=<>~@].*$/, '');

/** The words of an `rm` that are paths, absolute, as far as they are written out. */
export function removedPaths(command: RunCommand): readonly { readonly word: ShellWord; readonly path: string }[] {
  if (movesFirst(command)) return [];
  return operands(command).flatMap((word) => {
    const path = word.literal ? joinImagePath(command.run.before.workdir, word.value) : undefined;
    return path === undefined || path === '/' ? [] : [{ word, path }];
  });
}

/** Packages and archives. */
const heavy = /\.(?:deb|rpm|apk|whl|jar|war|zip|7z|bin|run|exe|msi|iso|img|dump|sql|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|lzma)$/i;

/** Nearest first. */
function above(run: RunCommand['run']): Instruction[] {
  return (run.stage?.instructions ?? []).filter((other) => other.index < run.index && other.onbuild === undefined).reverse();
}

function pathsOf(instruction: Instruction): readonly string[] {
  switch (instruction.kind) {
    case 'COPY':
    case 'ADD': {
      const { destination, sources } = instruction;
      const target = destination === undefined ? undefined : instruction.expand(destination.value);
      if (target === undefined || !target.complete) return [];
      const to = joinImagePath(instruction.before.workdir, target.value);
      if (to === undefined) return [];
      const isFolder = /(?:^|\/)\.?$/.test(target.value) || sources.length > 1;
      // A few lines of text weigh nothing, and a folder gives what is in it, which nobody knows here.
      const names = sources
        .map(({ value }) => basename(value.replace(/[?#].*$/, '')))
        .filter((name) => heavy.test(name) && !/[*?[$]/.test(name));
      if (!isFolder) return names.length > 0 || heavy.test(to) ? [to] : [];
      return names.map((name) => `${to.replace(/\/$/, '')}/${name}`);
    }
    case 'RUN': {
      // What is written into a mount is in no layer.
      const mounted = instruction.mounts.flatMap((mount) => {
        const target = mount.option('target', 'dst', 'destination')?.value?.value;
        return target === undefined ? [] : (joinImagePath(instruction.before.workdir, target) ?? '');
      });
      return instruction.commands
        .flatMap((command) => writtenBy(command) ?? [])
        .filter((path) => !mounted.some((target) => path.startsWith(target)));
    }
    default:
      return [];
  }
}

/** The file or folder that a download or a clone makes, where the same RUN does not take it away. */
function writtenBy(command: RunCommand): string | undefined {
  const name = command.conditional || movesFirst(command) ? undefined : targetOf(command);
  if (name === undefined) return undefined;
  const isGone = command.siblings.some(
    (other) => (other.name === 'rm' || other.name === 'mv') && operands(other).some(({ value }) => basename(value) === basename(name)),
  );
  return isGone ? undefined : joinImagePath(command.run.before.workdir, name);
}

function targetOf(command: RunCommand): string | undefined {
  if (command.args.some(({ value }) => /^(?:-P|--directory-prefix|--output-dir)/.test(value))) return undefined;
  // `-O-`, `-qO-`, `-o/tmp/file`: the name stands in the same word.
  if (command.args.some(({ value }) => /^-[A-Za-z]*[oO][^A-Za-z]/.test(value))) return undefined;
  if (command.name === 'wget') return bundledValue(command, 'O', '--output-document') ?? lastPartOfUrl(command);
  if (command.name === 'curl')
    return bundledValue(command, 'o', '--output') ?? (hasOption(command, '-O', '--remote-name') ? lastPartOfUrl(command) : undefined);
  if (command.name !== 'git' || hasOption(command, '-C')) return undefined;
  const [verb, , folder] = operands(command, new Set(['-b', '--branch', '--depth', '-o', '--origin', '-c', '--config']));
  return verb?.value === 'clone' && folder?.literal === true ? folder.value : undefined;
}

/** `-o FILE`, and at the end of a bundle: `-fsSLo FILE`. */
function bundledValue(command: RunCommand, letter: string, long: string): string | undefined {
  const at = command.args.findIndex(({ value }) => new RegExp(`^-[A-Za-z]*${letter}$`).test(value));
  const word = at === -1 ? optionValue(command, long) : command.args[at + 1];
  return word?.literal === true ? word.value : undefined;
}

function lastPartOfUrl(command: RunCommand): string | undefined {
  const urls = command.args.filter(({ value }) => /^(?:https?|ftp):\/\//.test(value));
  const [only] = urls;
  // A question mark makes a glob of it for the shell, which matches nothing.
  return urls.length === 1 && only?.value.includes('$') === false ? basename(only.value.replace(/[?#].*$/, '')) : undefined;
}

/** Whether a `cd` before the command makes relative paths start elsewhere. */
function movesFirst(command: RunCommand): boolean {
  const own = command.siblings.findIndex((other) => other.nameWord === command.nameWord);
  return command.siblings.slice(0, own).some(({ name }) => /^(?:cd|pushd)$/.test(name));
}
