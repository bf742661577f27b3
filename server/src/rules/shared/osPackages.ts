import { indentationAt, lineBreakOf } from '../../engine/text/lines.js';
import { insert, type Edit } from '../../engine/text/span.js';
import { countOption, hasOption, operands } from '../../languages/dockerfile/options.js';
import type { RunCommand, RunInstruction, ShellCommand, ShellWord } from '../../languages/dockerfile/model.js';

/** Options that take the next word as their value, by program; from each program's manual. */
const redHatValued: ReadonlySet<string> = new Set(
  '-c --config --installroot --releasever -x --exclude --disablerepo --enablerepo --repo --repoid --setopt -d -e -R --forcearch'.split(' '),
);
const aptValued: ReadonlySet<string> = new Set(
  '-t --target-release --default-release -o --option -c --config-file -a --host-architecture'.split(' '),
);
const valued: Readonly<Record<string, ReadonlySet<string>>> = {
  'apt-get': aptValued,
  apt: aptValued,
  aptitude: aptValued,
  apk: new Set(
    '-t --virtual -X --repository -p --root --keys-dir --repositories-file --wait --arch --cache-dir --cache-max-age'.split(' '),
  ),
  zypper: new Set('-r --repo -R --root -c --config --plus-repo -p --plus-content --from -t --type'.split(' ')),
};

export interface PackageCall {
  readonly verb: ShellWord;
  /** What the sub-command is given: package names for an install. */
  readonly packages: readonly ShellWord[];
}

function packageWords(command: ShellCommand): readonly ShellWord[] {
  return operands(command, valued[command.name] ?? redHatValued);
}

/** The sub-command of a package manager with its operands, when it is one of `verbs`. */
export function packageCall(command: RunCommand, ...verbs: readonly string[]): PackageCall | undefined {
  const words = command.once?.(packageWords) ?? packageWords(command);
  const verb = words[0];
  if (verb === undefined) return undefined;
  if (verbs.includes(verb.value)) return { verb, packages: words.slice(1) };
  // `dnf module install NAME` and `dnf group install NAME` say install in the second word.
  const second = words[1];
  const isSecond = verb.value === 'module' || verb.value === 'group' || verb.value === 'groups';
  return isSecond && second !== undefined && verbs.includes(second.value) ? { verb: second, packages: words.slice(2) } : undefined;
}

/** `-y`, `--yes`, `--assume-yes`, or two levels of quiet, which imply it. */
export function aptAssumesYes(command: RunCommand): boolean {
  if (hasOption(command, '-y', '--yes', '--assume-yes') || countOption(command, 'q', '--quiet') >= 2) return true;
  if (command.args.some(({ value }) => /^(?:-q|--quiet)=[2-9]/.test(value) || /APT::Get::Assume-Yes=(?:true|1)/i.test(value))) return true;
  return isConfigured(command, /Assume-Yes\s+"?(?:true|1)/i);
}

/** `--no-install-recommends`, or the same by option, or by apt's configuration. */
export function aptSkipsRecommends(command: RunCommand): boolean {
  if (hasOption(command, '--no-install-recommends')) return true;
  if (
    command.args.some(({ value }) => /APT::Install-Recommends=(?:0|false|no|off)$/i.test(value) || value === '--install-recommends=false')
  )
    return true;
  return isConfigured(command, /Install-Recommends\s+"?(?:0|false)/i);
}

/** apt's configuration written by an earlier RUN or COPY here-document of the stage. */
function isConfigured(command: RunCommand, pattern: RegExp): boolean {
  const instructions = command.run.stage?.instructions ?? [];
  return instructions.some(
    (other) =>
      other.index <= command.run.index &&
      (other.kind === 'RUN' || other.kind === 'COPY') &&
      other.source.includes('apt.conf') &&
      pattern.test(other.source),
  );
}

/** Commands of the same RUN that run after `command`. */
export function laterCommands(command: RunCommand): readonly RunCommand[] {
  return command.siblings.slice(command.siblings.findIndex((other) => other.nameWord === command.nameWord) + 1);
}

/** A cache or tmpfs mount that covers one of the folders. */
export function mountsAny(run: RunInstruction, ...folders: readonly string[]): boolean {
  return run.mounts.some((mount) => {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') return false;
    const target = mount.option('target', 'dst', 'destination')?.value?.value.replace(/\/$/, '') ?? '';
    return folders.some((folder) => target === folder || folder.startsWith(`${target}/`));
  });
}

/** Adds `words` to the end of the RUN's chain in the layout that the RUN has. Undefined where the shape is not a plain chain. */
export function appendToRun(text: string, run: RunInstruction, words: string): Edit[] | undefined {
  if (run.form === 'exec') return undefined;
  const eol = lineBreakOf(text);
  const [only] = run.heredocs;
  if (only !== undefined) {
    // A here-document that is the script takes one more line; any other shape is left to the user.
    if (run.heredocs.length > 1 || only.terminator === undefined || !/^<<-?\S+$/.test(run.rest.text)) return undefined;
    const last = only.text.trimEnd().split('\n').at(-1) ?? '';
    return [insert(only.body.end, `${/^[ \t]*/.exec(last)?.[0] ?? ''}${words}${eol}`)];
  }
  const commands = run.script()?.commands ?? [];
  if (commands.length === 0 || commands.some(({ joinedBy }) => joinedBy === '||' || joinedBy === '&')) return undefined;
  const end = run.rest.span.end;
  const written = text.slice(run.rest.span.start, end);
  const usesSemicolons = commands.some(({ joinedBy }) => joinedBy === ';') && !commands.some(({ joinedBy }) => joinedBy === '&&');
  if (usesSemicolons && !/\bset\s+-\w*e/.test(written)) return undefined;
  const semicolon = /;\s*$/.test(written) ? '' : ';';
  if (!written.includes('\n')) return [insert(end, usesSemicolons ? `${semicolon} ${words}` : ` && ${words}`)];
  const indent = chainIndentation(written) ?? (indentationAt(text, end) || '    ');
  const mark = /`\r?\n/.test(written) && !/\\\r?\n/.test(written) ? '`' : '\\';
  if (usesSemicolons) return [insert(end, `${semicolon} ${mark}${eol}${indent}${words}`)];
  const operatorLast = /&&[ \t]*[\\`]\r?\n/.test(written) && !/\n[ \t]*&&/.test(written);
  return [insert(end, operatorLast ? ` && ${mark}${eol}${indent}${words}` : ` ${mark}${eol}${indent}&& ${words}`)];
}

/** The indentation of the lines that begin a command of the chain. */
function chainIndentation(written: string): string | undefined {
  return /\n([ \t]*)&&/.exec(written)?.[1] ?? /(?:&&|;)[ \t]*[\\`]\r?\n([ \t]*)/.exec(written)?.[1];
}
