import { countOption, findOption, hasOption } from '../../languages/dockerfile/options.js';
import type { RunCommand, RunInstruction, ShellWord, Stage } from '../../languages/dockerfile/model.js';

/**
 * What the package managers of distributions understand: sub-commands, options with a value of their own, how a version is
 * written. After their manuals: apt-get(8), apt(8), apk(8), yum(8), dnf(8), microdnf(8), tdnf's options, zypper(8).
 */
export type PackageFamily = 'apt' | 'apk' | 'rpm' | 'zypper';

/** `index`: only the list of packages is fetched. `system`: upgrade that may also remove packages, or to the next release. */
export type PackageAction = 'install' | 'index' | 'upgrade' | 'system' | 'remove' | 'clean' | 'other';

export interface PackageCall {
  readonly command: RunCommand;
  readonly family: PackageFamily;
  /** The program: `apt-get`, `microdnf`, … */
  readonly program: string;
  readonly action: PackageAction;
  /** The word that says it: a flag goes behind it. `group install` has its second word here. */
  readonly verb: ShellWord;
  /** `group` or `module` of `dnf group install`. */
  readonly kind: 'package' | 'group' | 'module';
  /** Words behind the verb, without options and their values. */
  readonly packages: readonly ShellWord[];
}

interface Knowledge {
  readonly family: PackageFamily;
  readonly valued: ReadonlySet<string>;
  readonly actions: ReadonlyMap<string, PackageAction>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const table = (lines: Partial<Record<PackageAction, string>>): ReadonlyMap<string, PackageAction> =>
  new Map(Object.entries(lines).flatMap(([action, names]) => names.split(' ').map((name) => [name, action as PackageAction] as const)));

const apt: Knowledge = {
  family: 'apt',
  valued: words(
    '-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles --with-source --solver --planner',
  ),
  actions: table({
    install: 'install reinstall build-dep satisfy',
    index: 'update',
    upgrade: 'upgrade safe-upgrade',
    system: 'dist-upgrade full-upgrade dselect-upgrade',
    remove: 'remove purge autoremove autopurge',
    clean: 'clean autoclean distclean dist-clean',
  }),
};
const apk: Knowledge = {
  family: 'apk',
  valued: words(
    '-X --repository -p --root -t --virtual --arch --cache-dir --cache-max-age --keys-dir --repositories-file --wait --timeout --progress-fd',
  ),
  actions: table({ install: 'add fix', index: 'update', upgrade: 'upgrade', remove: 'del', clean: 'cache' }),
};
const rpm: Knowledge = {
  family: 'rpm',
  valued: words(
    '-c --config -x --exclude --excludepkgs --installroot --enablerepo --disablerepo --repo --repoid --repofrompath --releasever --setopt --rpmverbosity -d --debuglevel -e --errorlevel -R --randomwait --comment --forcearch --disableplugin --enableplugin --advisory --advisories --cve --cves --bz --bzs --sec-severity --secseverity --downloaddir --destdir --color --use-host-config --enable-repo --disable-repo',
  ),
  actions: table({
    install: 'install in localinstall groupinstall reinstall rei install-n install-na install-nevra builddep swap',
    index: 'makecache mc',
    upgrade: 'update up upgrade upgrade-to localupdate groupupdate update-to update-minimal upgrade-minimal up-min',
    system: 'distro-sync dsync distrosync distribution-synchronization system-upgrade',
    remove: 'remove erase rm autoremove groupremove',
    clean: 'clean',
  }),
};
const zypper: Knowledge = {
  family: 'zypper',
  valued: words(
    '-R --root --installroot -D --reposd-dir -C --cache-dir -c --config --raw-cache-dir --solv-cache-dir --pkg-cache-dir --userdata --releasever -t --type -r --repo --from --plus-repo --plus-content --cve --bugzilla --bz --category --severity --date --download',
  ),
  actions: table({
    install: 'install in source-install si',
    index: 'refresh ref',
    upgrade: 'update up patch',
    system: 'dist-upgrade dup',
    remove: 'remove rm',
    clean: 'clean cc',
  }),
};

const programs: ReadonlyMap<string, Knowledge> = new Map([
  ['apt-get', apt],
  ['apt', apt],
  ['aptitude', apt],
  ['apk', apk],
  ['yum', rpm],
  ['dnf', rpm],
  ['dnf4', rpm],
  ['dnf5', rpm],
  ['microdnf', rpm],
  ['tdnf', rpm],
  ['zypper', zypper],
]);

/** The names above, for a rule's table of commands. */
export const aptPrograms = ['apt-get', 'apt', 'aptitude'] as const;
export const dnfPrograms = ['dnf', 'dnf4', 'dnf5', 'microdnf', 'tdnf'] as const;
export const packagePrograms: readonly string[] = [...programs.keys()];

/** What a command asks of a package manager; undefined when it is none, or its verb is not written out. */
export function packageCall(command: RunCommand): PackageCall | undefined {
  const knowledge = programs.get(command.name);
  if (knowledge === undefined) return undefined;
  const plain = plainWords(command, knowledge.valued);
  const [first, second] = plain;
  if (first === undefined || !first.literal) return undefined;
  const grouped = knowledge.family === 'rpm' && /^(?:group|groups|grp|module)$/.test(first.value) && second !== undefined;
  const verb = grouped ? second : first;
  const call = { command, family: knowledge.family, program: command.name, verb, packages: plain.slice(grouped ? 2 : 1) };
  const kind = grouped ? (first.value === 'module' ? 'module' : 'group') : /^group/.test(verb.value) ? 'group' : 'package';
  return { ...call, kind, action: knowledge.actions.get(verb.value) ?? 'other' };
}

export function packageCalls(commands: readonly RunCommand[]): PackageCall[] {
  return commands.flatMap((command) => packageCall(command) ?? []);
}

/** Words that are no options; unlike `operands`, a value behind `-t` is skipped for bundles such as `-yt` too. */
function plainWords(command: RunCommand, valued: ReadonlySet<string>): ShellWord[] {
  const found: ShellWord[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    if (word.value === '--') return [...found, ...command.args.slice(i + 1)];
    if (!word.value.startsWith('-') || word.value.length === 1) {
      found.push(word);
      continue;
    }
    const bundle = /^-[A-Za-z]{2,}$/.test(word.value) ? `-${word.value.slice(-1)}` : word.value;
    if (valued.has(bundle)) i++;
  }
  return found;
}

/** Whether nothing will be asked: the option, for apt also `-qq` and `-o APT::Get::Assume-Yes=true`, or something piped in. */
export function assumesYes({ command, family }: PackageCall): boolean {
  if (command.pipeline.index > 0 || command.redirects.some(({ operator }) => operator.startsWith('<'))) return true;
  if (family === 'rpm')
    return hasOption(command, '-y', '--assumeyes', '--assumeno') || setOption(command, /^assumeyes=(?:1|true|yes|on)$/i);
  if (family === 'zypper') {
    const answers = ['-n', '--non-interactive', '-y', '--no-confirm', '--non-interactive-include-reboot-patches', '--dry-run'];
    return hasOption(command, ...answers);
  }
  if (hasOption(command, '-y', '--yes', '--assume-yes', '--force-yes', '--assume-no', '--trivial-only')) return true;
  if (hasOption(command, '-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act', '--print-uris')) return true;
  const quiet = findOption(command, '--quiet', '--silent', '-q')?.value ?? '';
  return (
    countOption(command, 'q', '--quiet') >= 2 || /=[2-9]$/.test(quiet) || setOption(command, /^APT::Get::Assume-Yes=(?:1|true|yes|on)$/i)
  );
}

/** `-o Name=value`, `-oName=value`, `--setopt=name=value`, `--setopt name=value`. */
export function setOption(command: RunCommand, pattern: RegExp): boolean {
  return findSetOption(command, pattern) !== undefined;
}

export function findSetOption({ args }: RunCommand, pattern: RegExp): ShellWord | undefined {
  return args.find(({ value }, i) => {
    const behind = /^(?:-o|--option|--setopt)$/.test(args[i - 1]?.value ?? '');
    return pattern.test(behind ? value : value.replace(/^(?:--option=|--setopt=|-o)/, ''));
  });
}

/** A version, a release, a file or an address is written, or a variable decides: nothing to say about such a word. */
export function isPinned(word: ShellWord, { family, kind }: PackageCall): boolean {
  const { value } = word;
  if (/[$`*?]/.test(value) && /[$`]/.test(value)) return true;
  if (value.includes('/') || value.includes('://')) return true;
  switch (family) {
    case 'apt':
      return /=|\.deb$|[-+]$/.test(value);
    case 'apk':
      return /[=<>~]|\.apk$|^[.!]/.test(value);
    case 'rpm':
      if (kind === 'module') return value.includes(':');
      // `name-1.2`, `name-1:1.2`; a provide such as `pkgconfig(x)` and a group have no version to write.
      return /-(?:\d+:)?\d|[=<>(]|\.rpm$|^@/.test(value);
    case 'zypper':
      return /[=<>(:]|\.rpm$|^[-+!~]/.test(value);
  }
}

/** Whether a cache or tmpfs mount of the RUN lies on `folder` or above it. */
export function isMountedAt(run: RunInstruction, ...folders: readonly string[]): boolean {
  return run.mounts.some((mount) => {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') return false;
    const written = mount.option('target', 'dst', 'destination')?.value?.value ?? '';
    const target = run.expand(written).value.replace(/\/+$/, '');
    return target !== '' && folders.some((folder) => target === folder || folder.startsWith(`${target}/`));
  });
}

/** Commands of the same RUN behind `command`. */
export function behind(command: RunCommand): readonly RunCommand[] {
  return command.siblings.filter((other) => other.nameWord.span.start > command.nameWord.span.start);
}

/**
 * Whether a later command removes one of `folders`: by `rm` or `find -delete`, a folder above it, or a relative path behind
 * a `cd`. A script or function whose name says that it cleans is believed.
 */
export function removesFolder(later: readonly RunCommand[], ...folders: readonly string[]): boolean {
  let here = '';
  return later.some((command) => {
    if (command.name === 'cd') here = command.args[0]?.value ?? '';
    if (/clean/i.test(command.nameWord.value)) return true;
    if (command.name !== 'rm' && !(command.name === 'find' && command.args.some(({ value }) => value === '-delete' || value === 'rm')))
      return false;
    return command.args
      .flatMap(({ value }) => expandBraces(value))
      .some((path) => {
        const absolute = (path.startsWith('/') ? path : `${here}/${path}`).replace(/\/+\*?$|\/{2,}\*?$/, '').replace(/\/{2,}/g, '/');
        return absolute !== '' && folders.some((folder) => absolute === folder || folder.startsWith(`${absolute}/`));
      });
  });
}

/** `/var/lib/{apt,dpkg}/` is two paths; one level, as people write it. */
function expandBraces(value: string): string[] {
  const found = /^(.*?)\{([^{}]*)\}(.*)$/.exec(value);
  return found === null ? [value] : (found[2] ?? '').split(',').flatMap((part) => expandBraces(`${found[1]}${part}${found[3]}`));
}

/** The stage is the final one, or the final one is built on it; what only other stages copy from does not reach the image. */
export function reachesFinalImage(stage: Stage | undefined): boolean {
  return stage !== undefined && (stage.isFinal || stage.uses.some((use) => use.kind === 'from' && reachesFinalImage(use.by)));
}

const harmless = words(
  ': [ [[ test true false echo printf set unset export cd mkdir rmdir rm cp mv ln ls cat tee touch chmod chown chgrp sed awk grep head tail sort date id sleep useradd adduser groupadd addgroup usermod passwd chpasswd locale-gen update-locale dpkg-reconfigure localedef update-ca-certificates apt-key apt-mark apt-cache apt-config dpkg gpg install find mktemp tar gzip unzip curl wget uname arch getent which command ldconfig debconf-set-selections sudo env exec time nice',
);

/** Whether the command is one of the usual small ones: anything else, a script above all, may call a package manager. */
export function isHarmless(command: RunCommand): boolean {
  if (command.name === '') return command.nameWord.text === '';
  if (/^\.{0,2}\//.test(command.nameWord.value) && !/^\/(?:usr\/)?(?:local\/)?s?bin\//.test(command.nameWord.value)) return false;
  return harmless.has(command.name) || programs.has(command.name);
}

/** Whether an earlier part of the file writes this setting somewhere: into apt.conf.d, dnf.conf, … */
export function isConfiguredBefore(command: RunCommand, pattern: RegExp): boolean {
  const { stage } = command.run;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.span.start > command.nameWord.span.start) break;
      if (pattern.test(instruction === command.run ? textBefore(command) : instruction.source)) return true;
    }
  }
  return false;
}

function textBefore({ run, nameWord }: RunCommand): string {
  return run.source.slice(0, Math.max(0, nameWord.span.start - run.span.start));
}
