import type { Surroundings } from '../../../engine/rule/define.js';
import { insert, applyEdits } from '../../../engine/text/span.js';
import type { Instruction, RunCommand, RunInstruction, ShellWord, Stage, UserInstruction } from '../model.js';
import { hasOption, operands, optionValue } from '../options.js';
import { both, nowhere, onlyBuild, onlyRun, type Place } from './place.js';
import { dataFolders, givesToName, isAccount, onlyRuns, placeArguments, type Outcome } from './plan.js';

/** Go: one program without C, on an image that has certificates, time zones and two accounts, and no shell. */

const runtimeImage = 'gcr.io/distroless/static-debian13:nonroot';
const isGo = ({ name, args }: RunCommand): boolean =>
  name === 'go' && /^(?:build|mod|generate|vet|test|install|env|version|fmt)$/.test(args[0]?.value ?? '');
const isBuild = ({ name, args }: RunCommand): boolean => name === 'go' && args[0]?.value === 'build';
const isAptOrRm = ({ name }: RunCommand): boolean => /^(?:apt-get|apt|apk|rm)$/.test(name);
/** Packages that a build uses, or that are in the runtime image. */
const knownPackages =
  /^(?:git|make|bash|curl|wget|openssh-client|ca-certificates|tzdata|upx|upx-ucl|protobuf-compiler|protobuf|protoc|unzip|gcc|g\+\+|musl-dev|build-base|build-essential|libc-dev|libc6-dev)(?:[=~<>].*)?$/;
const compilers = /\b(?:gcc|g\+\+|musl-dev|build-base|build-essential|libc6?-dev)(?!\w)/;
/** What the program itself reads when it runs, although the name begins like the build's. */
const runtimeVariables = /^(?:GOMAXPROCS|GOMEMLIMIT|GOGC|GODEBUG|GOTRACEBACK)$/;
const isSource = /^(?:\.\/)?(?:go\.(?:mod|sum|work)[\w.*]*|[\w*.-]+\.go|cmd|internal|pkg|vendor|src|api|Makefile)\/?$|^\.\/?$/;

export function go(stage: Stage, runs: readonly RunInstruction[], near: Surroundings): Outcome {
  const builds = runs.flatMap(({ commands }) => commands.filter(isBuild));
  const [command] = builds;
  if (command === undefined) return undefined;
  const { run: build } = command;
  const binary = outputOf(command);
  const cgo = command.assignments.find(({ name }) => name === 'CGO_ENABLED')?.value ?? build.before.environment('CGO_ENABLED')?.value;
  if (
    stage.base.image?.repository !== 'golang' ||
    builds.length > 1 ||
    binary === undefined ||
    command.wrapper !== undefined ||
    (cgo !== undefined && cgo !== '0') ||
    hasOption(command, '-race', '-msan', '-asan', '-buildmode', '-C') ||
    build.mounts.some((mount) => binary.startsWith(`${mount.option('target', 'dst', 'destination')?.value?.value ?? '\0'}/`)) ||
    !runs.every((run) => isKnown(run, build, cgo === '0')) ||
    !startsBinary(stage, binary)
  )
    return 'unsure';
  const buildText =
    cgo === '0' ? undefined : applyEdits(build.source, [insert(command.nameWord.span.start - build.span.start, 'CGO_ENABLED=0 ')]);
  const users = stage.instructions.filter((instruction): instruction is UserInstruction => instruction.kind === 'USER');
  const user = users.at(-1);
  const takesAll = stage.instructions.some(
    (instruction) => instruction.kind === 'COPY' && instruction.sources.some(({ value }) => /^\.\/?$/.test(value)),
  );
  const folders = takesAll && build.before.workdir !== undefined ? dataFolders(near) : [];
  const copied = [binary, ...folders.map((folder) => `${build.before.workdir ?? ''}/${folder}`)].map(
    (path) => `COPY --from=build ${path} ${path}`,
  );
  const userBefore = user !== undefined && user.index < build.index ? [`USER ${accountOf(user)}`] : [];
  const arrival = [...copied, ...(user === undefined ? ['USER 65532'] : userBefore)];
  const needsAccounts = stage.instructions.some((instruction) => instruction.index < build.index && givesToName(instruction));
  const places = new Map<Instruction, Place>();
  for (const instruction of stage.instructions) {
    const isBefore = instruction.index < build.index;
    if (instruction === build)
      places.set(instruction, { ...onlyBuild, ...(buildText === undefined ? {} : { buildText }), beforeInRun: arrival });
    else if (instruction.kind === 'RUN')
      places.set(instruction, isAccount(instruction) && !(isBefore && needsAccounts) ? nowhere : onlyBuild);
    else if (instruction.kind === 'COPY' || instruction.kind === 'ADD') places.set(instruction, copyPlace(instruction.sources, isBefore));
    else if (instruction.kind === 'ENV')
      places.set(
        instruction,
        instruction.pairs.every(({ name }) => /^(?:GO|CGO)/.test(name.value) && !runtimeVariables.test(name.value))
          ? onlyBuild
          : isBefore
            ? both
            : onlyRun,
      );
    else if (instruction.kind === 'WORKDIR') places.set(instruction, isBefore ? both : onlyRun);
    else if (instruction.kind === 'USER')
      places.set(
        instruction,
        instruction === user && !isBefore
          ? { ...onlyRun, runText: instruction.source.replace(/(\S+)\s*$/, accountOf(instruction)) }
          : nowhere,
      );
    else places.set(instruction, onlyRun);
  }
  placeArguments(places, build.index);
  return { runtimeImage: `${platformOf(stage)}${runtimeImage}`, places, lastInRun: [] };
}

/** Where the program is written to, as a path from the root. */
function outputOf(command: RunCommand): string | undefined {
  const written = optionValue(command, '-o');
  const path = written === undefined ? nameFromPackage(command) : written.literal ? written.value : undefined;
  if (path === undefined || path.endsWith('/') || path === '.' || path.includes('..')) return undefined;
  if (path.startsWith('/')) return path;
  const { workdir } = command.run.before;
  const isMoved = command.siblings.some(({ name }) => name === 'cd');
  return workdir === undefined || isMoved ? undefined : `${workdir === '/' ? '' : workdir}/${path.replace(/^\.\//, '')}`;
}

/** Without `-o` the program is called like the folder of the package, or the first file. */
function nameFromPackage(command: RunCommand): string | undefined {
  const packages = operands(
    command,
    new Set('-ldflags -gcflags -asmflags -tags -mod -p -buildvcs -pgo -modfile -overlay'.split(' ')),
  ).slice(1);
  const [only] = packages;
  if (only === undefined || !only.literal) return undefined;
  if (only.value.endsWith('.go')) return only.value.slice(only.value.lastIndexOf('/') + 1, -'.go'.length);
  return packages.length === 1 && /^\.\/.*[^/.]$/.test(only.value) ? only.value.slice(only.value.lastIndexOf('/') + 1) : undefined;
}

function isKnown(run: RunInstruction, build: RunInstruction, isPure: boolean): boolean {
  if (isAccount(run)) return run.commands.every(({ name }) => /^(?:groupadd|useradd|addgroup|adduser)$/.test(name));
  if (!onlyRuns(run, isGo, isAptOrRm)) return false;
  // A step behind the build may work on what the image needs.
  if (run.index > build.index && !run.commands.every(isAptOrRm)) return false;
  // Where nobody says otherwise, a compiler is there because a package has parts in C.
  if (!isPure && compilers.test(run.source)) return false;
  return run.commands.every((command) => {
    const [verb, ...packages] = operands(command, new Set(['-t', '--virtual']));
    return (
      !/^(?:apt-get|apt|apk)$/.test(command.name) ||
      (verb?.value !== 'install' && verb?.value !== 'add') ||
      packages.every(({ value }) => knownPackages.test(value))
    );
  });
}

/** The image has no shell and nothing else that could start or check. */
function startsBinary(stage: Stage, binary: string): boolean {
  const { cmd, entrypoint, healthcheck } = stage;
  const start = entrypoint ?? cmd;
  if (start === undefined || start.form === 'shell' || (cmd !== undefined && cmd.form === 'shell')) return false;
  const isBinary = (word: ShellWord | undefined): boolean => {
    const value = word?.value ?? '';
    if (value.startsWith('/')) return value === binary;
    const { workdir } = stage.end;
    if (value.includes('/')) return workdir !== undefined && `${workdir === '/' ? '' : workdir}/${value.replace(/^\.\//, '')}` === binary;
    return (
      value !== '' &&
      ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((folder) => `${folder}/${value}` === binary)
    );
  };
  if (!isBinary(start.script()?.commands[0]?.nameWord)) return false;
  if (healthcheck === undefined || healthcheck.type?.value.toUpperCase() === 'NONE') return true;
  return healthcheck.form === 'exec' && isBinary(healthcheck.script()?.commands[0]?.nameWord);
}

/** Files with a name of their own may be read by the program; the sources are not. */
function copyPlace(sources: readonly { readonly value: string }[], isBefore: boolean): Place {
  if (!isBefore) return onlyRun;
  return sources.every(({ value }) => isSource.test(value)) ? onlyBuild : both;
}

/** Accounts that the file makes are not in the runtime image; numbers need none, and `nonroot` and `nobody` are there. */
function accountOf(user: UserInstruction): string {
  const written = user.words[0]?.text ?? '';
  return /^(?:\d+(?::\d+)?|root|nobody|nonroot)$/.test(written) ? written : '65532';
}

/** The build's platform is not the image's. */
function platformOf({ from }: Stage): string {
  return (from?.flags ?? [])
    .filter(({ value }) => !/BUILDPLATFORM/.test(value?.value ?? ''))
    .map(({ text }) => `${text} `)
    .join('');
}
