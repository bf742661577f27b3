import type { RunCommand, RunInstruction, ShellWord, Stage } from '../model.js';
import { operands } from '../options.js';
import { both, onlyBuild, type Place } from './place.js';

/** Packages of the operating system: which of them the image needs when it runs. */

export interface PackageNeeds {
  readonly buildPackages?: RegExp;
  readonly bringsLibraries: boolean;
}

const tools =
  /^(?:build-essential|gcc|gcc-\d+|g\+\+-\d+|clang|make|cmake|pkg-config|pkgconf|pkgconfig|git|cargo|rustc|rust|autoconf|automake|libtool|ninja-build|ninja|meson|patch|swig|patchelf|python3?-dev|libc6-dev|libc-dev|musl-dev|linux-headers)$/;

/** Headers of libraries that Python's own modules link, so that every `python` image has the libraries. */
const partOfPython =
  /^(?:libffi|libssl|openssl|zlib1g|zlib|libbz2|bzip2|liblzma|xz|libsqlite3|sqlite|libreadline|readline|libncurses5?|libncursesw5|ncurses|uuid|util-linux|expat|libexpat1|gdbm|libgdbm)-dev$/;

/** The library that a program runs with, by the package that it is built with; as apt on Debian bookworm names them. Others are refused. */
const libraries: Readonly<Record<'apt' | 'apk', Readonly<Record<string, string>>>> = {
  apt: {
    'libpq-dev': 'libpq5',
    'libmariadb-dev': 'libmariadb3',
    'libmariadb-dev-compat': 'libmariadb3',
    'default-libmysqlclient-dev': 'libmariadb3',
    'libxslt1-dev': 'libxslt1.1',
  },
  // Not checked on Alpine yet, and a wrong name is worse than no offer.
  apk: {},
};

const isManager = ({ name }: RunCommand): boolean => /^(?:apt-get|apt|apk)$/.test(name);
const managerOf = ({ name }: RunCommand): 'apt' | 'apk' => (name === 'apk' ? 'apk' : 'apt');
const valued: ReadonlySet<string> = new Set('-t --target-release --virtual -o --option -c -X --repository -p --root'.split(' '));

/** The packages that a command installs; undefined where it installs none. */
function installed(command: RunCommand): readonly ShellWord[] | undefined {
  if (!isManager(command)) return undefined;
  const [verb, ...packages] = operands(command, valued);
  return verb?.value === 'install' || verb?.value === 'add' ? packages : undefined;
}

const nameOf = ({ value }: ShellWord): string => value.replace(/[=<>~@].*$/s, '');

/** Every name that the stage installs. */
function allNames(stage: Stage): readonly string[] {
  return stage.instructions.flatMap((instruction) =>
    instruction.kind === 'RUN' ? instruction.commands.flatMap((command) => (installed(command) ?? []).map(nameOf)) : [],
  );
}

type Verdict = 'tool' | 'library' | 'unsure' | { readonly instead: string };

function judge(word: ShellWord, manager: 'apt' | 'apk', names: readonly string[], needs: PackageNeeds): Verdict {
  const name = nameOf(word);
  // What a variable decides may hold a library.
  if (name.includes('$')) return 'library';
  // Debian's own packages need `libstdc++6`, so that it is there; Alpine's base is without.
  const isTool = tools.test(name) || needs.buildPackages?.test(name) === true || (manager === 'apt' && name === 'g++');
  if (isTool) return 'tool';
  const instead = Object.hasOwn(libraries[manager], name) ? libraries[manager][name] : undefined;
  if (instead !== undefined) {
    if (names.includes(instead)) return 'tool';
    // A version of one package says nothing about the other's.
    return name === word.value ? { instead } : 'unsure';
  }
  if (!/-dev(?:el)?$/.test(name)) return 'library';
  if (needs.bringsLibraries && partOfPython.test(name)) return 'tool';
  // The library itself is on the list, or comes with one that is: `libxslt1.1` depends on libxml2.
  const stem = name.replace(/-dev(?:el)?$/, '').replace(/[\d.-]+$/, '');
  if (names.some((other) => !/-dev(?:el)?$/.test(other) && other.startsWith(stem))) return 'tool';
  return name === 'libxml2-dev' && names.includes('libxslt1-dev') ? 'tool' : 'unsure';
}

/** Packages of a group that `apk del` takes away again are not there when the program runs. */
function isTakenAway(command: RunCommand, stage: Stage): boolean {
  const at = command.args.findIndex(({ value }) => value === '-t' || value === '--virtual');
  const group = command.args[at + 1]?.value;
  if (command.name !== 'apk' || at === -1 || group === undefined) return false;
  return stage.instructions.some(
    (instruction) =>
      instruction.kind === 'RUN' &&
      instruction.commands.some(
        ({ name, args }) => name === 'apk' && args[0]?.value === 'del' && args.some(({ value }) => value === group),
      ),
  );
}

/** Whether a RUN that does more than install packages installs some that the image needs. */
export function installsForRuntime(run: RunInstruction, stage: Stage, needs: PackageNeeds): boolean {
  const names = allNames(stage);
  return run.commands.some(
    (command) =>
      !isTakenAway(command, stage) && (installed(command) ?? []).some((word) => judge(word, managerOf(command), names, needs) !== 'tool'),
  );
}

interface WordChange {
  readonly word: ShellWord;
  /** Empty: the word goes. */
  readonly text: string;
}

/** Where a RUN of packages alone goes: compilers and headers stay, libraries go along. Undefined for every other RUN. */
export function packagePlace(run: RunInstruction, stage: Stage, needs: PackageNeeds): Place | 'unsure' | undefined {
  const { commands } = run;
  if (!commands.some(isManager) || !commands.every((command) => isManager(command) || command.name === 'rm')) return undefined;
  const names = allNames(stage);
  const changes: WordChange[] = [];
  const added = new Set<string>();
  let kept = 0;
  let isEmptied = false;
  for (const command of commands) {
    const packages = installed(command);
    if (packages === undefined) {
      if (command.args.some(({ value }) => /^(?:upgrade|dist-upgrade|full-upgrade)$/.test(value))) kept++;
      continue;
    }
    const isGone = isTakenAway(command, stage);
    let here = 0;
    for (const word of packages) {
      const verdict = isGone ? 'tool' : judge(word, managerOf(command), names, needs);
      if (verdict === 'unsure') return 'unsure';
      if (verdict === 'library') here++;
      else if (verdict === 'tool' || added.has(verdict.instead)) changes.push({ word, text: '' });
      else {
        added.add(verdict.instead);
        changes.push({ word, text: verdict.instead });
        here++;
      }
    }
    kept += here;
    if (here === 0) isEmptied = true;
  }
  if (kept === 0) return onlyBuild;
  if (changes.length === 0) return both;
  // A call without packages is none, and what it was joined with may depend on it.
  return isEmptied ? 'unsure' : { ...both, runText: rewritten(run, changes) };
}

/** The RUN with its words changed, last to first; a line that held nothing else goes as well. */
function rewritten(run: RunInstruction, changes: readonly WordChange[]): string {
  let text = run.source;
  for (const { word, text: newText } of [...changes].sort((a, b) => b.word.span.start - a.word.span.start)) {
    const before = text.slice(0, word.span.start - run.span.start);
    const after = text.slice(word.span.end - run.span.start);
    text = newText === '' ? without(before, after) : before + newText + after;
  }
  return text;
}

function without(before: string, after: string): string {
  if (!/\n[ \t]*$/.test(before)) return before.replace(/[ \t]+$/, '') + after;
  const continued = /^[ \t]*[\\`][ \t]*\r?\n/.exec(after);
  if (continued !== null) return before.replace(/[ \t]*$/, '') + after.slice(continued[0].length);
  // The last line of all: the line above ends the instruction now.
  if (after.trim() === '') return before.replace(/[ \t]*[\\`][ \t]*\r?\n[ \t]*$/, '') + after;
  return before + after.replace(/^[ \t]+/, '');
}
