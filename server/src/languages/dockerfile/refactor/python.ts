import type { Surroundings } from '../../../engine/rule/define.js';
import type { CmdInstruction, EntrypointInstruction, Instruction, RunCommand, RunInstruction, ShellWord, Stage } from '../model.js';
import { hasOption, operands } from '../options.js';
import { installsForRuntime } from './osPackages.js';
import { both, onlyBuild, onlyRun, type Place } from './place.js';
import { onlyRuns, planOf, slimImage, type Outcome } from './plan.js';

/** Python with pip goes through a virtual environment, which is a folder that can be copied; uv makes one by itself. */

const pipValued: ReadonlySet<string> = new Set(
  '-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links --trusted-host --timeout --retries --cache-dir --no-binary --only-binary --progress-bar'.split(
    ' ',
  ),
);
/** Managers that work on their own; with them the packages are not where pip puts them. */
const otherManagers = /^(?:uv|poetry|pipenv|pdm|hatch|rye|conda|virtualenv|pip-tools)(?:[=<>~![].*)?$/;
const installers = /^(?:pip|setuptools|wheel)(?:[=<>~![].*)?$/;
/** Packages without ready-made wheels that link a library which the full-size image has and the slim one lacks. */
const linksLibraries = /^(?:psycopg2|mysqlclient|pycurl|python-ldap|pygraphviz|uwsgi)\s*(?:$|[=<>~![;#])/im;
const isAptOrRm = ({ name }: RunCommand): boolean => /^(?:apt-get|apt|apk|rm)$/.test(name);
const isPip = ({ name, nameWord, args }: RunCommand): boolean =>
  !nameWord.value.includes('/') &&
  (/^pip[\d.]*$/.test(name) || (/^python[\d.]*$/.test(name) && args[0]?.value === '-m' && args[1]?.value === 'pip'));

/** The arguments behind `install`. */
function pipArguments(command: RunCommand): readonly ShellWord[] | undefined {
  if (!/^(?:pip|python)[\d.]*$/.test(command.name)) return undefined;
  const args = command.name.startsWith('python') ? (command.args[1]?.value === 'pip' ? command.args.slice(2) : []) : command.args;
  return args[0]?.value === 'install' ? args.slice(1) : undefined;
}

export function pip(stage: Stage, runs: readonly RunInstruction[], near: Surroundings): Outcome {
  const steps = runs.filter((run) => run.commands.some((command) => pipArguments(command) !== undefined));
  const [first] = steps;
  if (first === undefined) return undefined;
  const installs = steps.flatMap(({ commands }) => commands).filter((command) => pipArguments(command) !== undefined);
  const named = installs.flatMap((command) => operands({ ...command, args: pipArguments(command) ?? [] }, pipValued));
  const isReal =
    installs.some((command) => hasOption(command, '-r', '--requirement', '-e', '--editable')) ||
    named.some(({ value }) => !otherManagers.test(value) && !installers.test(value));
  if (!isReal) return undefined;
  const isKnown = (run: RunInstruction): boolean =>
    onlyRuns(run, isPip, isAptOrRm) && !installsForRuntime(run, stage, { bringsLibraries: true });
  if (
    stage.base.image?.repository !== 'python' ||
    named.some(({ value }) => otherManagers.test(value)) ||
    installs.some((command) => hasOption(command, '--user', '-t', '--target', '--prefix', '--root')) ||
    !steps.every(isKnown) ||
    isElsewhere(stage)
  )
    return 'unsure';
  const listed = [
    ...named.map(({ value }) => value),
    ...stage.instructions.flatMap((instruction) =>
      instruction.kind === 'COPY'
        ? instruction.sources.filter(({ value }) => value.endsWith('.txt')).map(({ value }) => near.read(value) ?? '')
        : [],
    ),
  ];
  const path = 'ENV PATH="/opt/venv/bin:$PATH"';
  const last = steps.at(-1) ?? first;
  return planOf(stage, {
    steps,
    runtimeImage: listed.some((text) => linksLibraries.test(text)) ? (stage.from?.image?.text ?? '') : slimImage(stage),
    buildVariables: /^PIP_/,
    bringsLibraries: true,
    arrival: [path, 'COPY --from=build /opt/venv /opt/venv'],
    place: (instruction) => {
      if (instruction === first) return { ...onlyBuild, beforeInBuild: ['RUN python -m venv /opt/venv', path] };
      if (steps.includes(instruction as RunInstruction)) return onlyBuild;
      return copyPlace(instruction, last, /requirements|constraints|setup\.|pyproject|\.txt$/);
    },
  });
}

/** Files that only the install step reads stay in the build. */
function copyPlace(instruction: Instruction, last: RunInstruction, isManifest: RegExp): Place | undefined {
  if (instruction.kind !== 'COPY' && instruction.kind !== 'ADD') return undefined;
  if (instruction.index > last.index) return onlyRun;
  return instruction.sources.length > 0 && instruction.sources.every(({ value }) => isManifest.test(value)) ? onlyBuild : both;
}

/** Something says where the packages are: another environment, or the paths of the image's own Python. */
function isElsewhere(stage: Stage): boolean {
  return stage.instructions.some((instruction) => {
    const { kind, source } = instruction;
    if (
      /\/opt\/venv|virtualenv|-m venv|site-packages|\bVIRTUAL_ENV\b|\bPYTHONUSERBASE\b|\bPYTHONHOME\b|\bPIP_(?:USER|TARGET|PREFIX|ROOT|PYTHON)\b/.test(
        source,
      )
    )
      return true;
    if (
      instruction.kind === 'ENV' &&
      instruction.pairs.some(({ name, value }) => name.value === 'PATH' && !/\$\{?PATH/.test(value?.text ?? ''))
    )
      return true;
    if (!/^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(kind)) return false;
    // A program in `/usr/local/bin` is pip's, unless the file puts it there.
    const programs = [...source.matchAll(/\/usr\/local\/bin\/([\w.-]+)/g)].map((match) => match[1] ?? '');
    return programs.some((name) => !stage.instructions.some((other) => /^(?:COPY|ADD)$/.test(other.kind) && other.source.includes(name)));
  });
}

const isSync = ({ name, args }: RunCommand): boolean => name === 'uv' && args[0]?.value === 'sync';
const isUvInstall = ({ name, args }: RunCommand): boolean =>
  /^pip[\d.]*$/.test(name) &&
  args[0]?.value === 'install' &&
  args.slice(1).every(({ value }) => value.startsWith('-') || /^uv(?:[=<>~!].*)?$/.test(value));

export function uv(stage: Stage, runs: readonly RunInstruction[], near: Surroundings): Outcome {
  const syncs = runs.filter((run) => run.commands.some(isSync));
  const last = syncs.at(-1);
  if (last === undefined) return undefined;
  const { workdir } = last.before;
  const isKnown = (run: RunInstruction): boolean =>
    run.before.workdir === workdir &&
    onlyRuns(run, isSync, isUvInstall, isAptOrRm) &&
    !installsForRuntime(run, stage, { bringsLibraries: true });
  const runtimeImage = imageWithoutUv(stage, near);
  if (
    workdir === undefined ||
    runtimeImage === undefined ||
    !syncs.every(isKnown) ||
    runs.some(({ commands }) =>
      commands.some(
        (command) => isSync(command) && hasOption(command, '-p', '--python', '--project', '--directory', '--active', '--script'),
      ),
    ) ||
    stage.instructions.some(({ source }) =>
      /\b(?:UV_PROJECT_ENVIRONMENT|UV_SYSTEM_PYTHON|UV_PYTHON|UV_PYTHON_INSTALL_DIR|UV_PYTHON_PREFERENCE|UV_MANAGED_PYTHON|VIRTUAL_ENV)\b/.test(
        source,
      ),
    )
  )
    return 'unsure';
  const folder = `${workdir === '/' ? '' : workdir}/.venv`;
  const isOnPath = stage.instructions.some(
    (instruction) =>
      instruction.kind === 'ENV' &&
      instruction.pairs.some(
        ({ name, value }) => name.value === 'PATH' && instruction.expand(value?.value ?? '').value.includes(`${folder}/bin`),
      ),
  );
  const copied = `COPY --from=build ${folder} ${folder}`;
  return planOf(stage, {
    steps: syncs,
    runtimeImage,
    buildVariables: /^UV_/,
    bringsLibraries: true,
    arrival: isOnPath ? [copied] : [`ENV PATH="${folder}/bin:$PATH"`, copied],
    place: (instruction) => {
      if (instruction.kind === 'RUN' && (syncs.includes(instruction) || onlyRuns(instruction, isUvInstall))) return onlyBuild;
      if (instruction.kind === 'COPY' && instruction.from !== undefined && /\/uvx?\b/.test(instruction.source)) return onlyBuild;
      if (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT') return startPlace(instruction);
      // uv is not in the runtime stage.
      if (/^(?:RUN|HEALTHCHECK)$/.test(instruction.kind) && /(?:^|[\s"/])uvx?(?=[\s"])/.test(instruction.source)) return 'unsure';
      return copyPlace(instruction, last, /pyproject\.toml|uv\.lock|\.python-version|README/);
    },
  });
}

/**
 * uv's own images are the `python` images with uv in them, in the other order of words: the runtime takes the plain one, so
 * that Python is at the same path. https://docs.astral.sh/uv/guides/integration/docker/
 */
function imageWithoutUv(stage: Stage, near: Surroundings): string | undefined {
  const { image, facts } = stage.base;
  if (image?.repository === 'python' && facts?.runtime === 'python') {
    // A list of dependencies has one in quotes on each line.
    const listed = (near.read('pyproject.toml') ?? '').replaceAll(/["',\s]+/g, '\n');
    return linksLibraries.test(listed) ? stage.from?.image?.text : slimImage(stage);
  }
  if (image?.repository !== 'ghcr.io/astral-sh/uv' || stage.from?.variables.length !== 0) return undefined;
  const match = /^(?:[\d.]+-)?python([\d.]+)-(?:(trixie|bookworm)(-slim)?|(alpine[\d.]*))$/.exec(image.tag ?? '');
  if (match === null) return undefined;
  const [, version = '', release, , alpine] = match;
  return `python:${version}-${alpine ?? `slim-${release ?? ''}`}`;
}

/** `["uv", "run", "x"]` is `["x"]` where the environment is on PATH; a file of Python is started by `python`. */
function startPlace({ source }: CmdInstruction | EntrypointInstruction): Place | 'unsure' {
  const text = source
    .replace(/(\[\s*)"uv"\s*,\s*"run"\s*,\s*(?:"--(?:no-sync|no-dev|frozen|locked)"\s*,\s*)*("[^"]*")/, (_, open: string, next: string) => {
      const needsPython = /^"(?:-m|[^"]*\.py)"$/.test(next);
      return `${open}${needsPython ? '"python", ' : ''}${next}`;
    })
    .replace(/^(\S+\s+)uv run (?:--(?:no-sync|no-dev|frozen|locked) )*(\S+)/, (_, open: string, next: string) => {
      const needsPython = next === '-m' || next.endsWith('.py');
      return `${open}${needsPython ? 'python ' : ''}${next}`;
    });
  if (/(?:^|[\s"/])uvx?(?=[\s"])/.test(text)) return 'unsure';
  if (text === source) return onlyRun;
  // What is left of an option of `uv run` would be taken for the program.
  return /^\S+\s+(?:\[\s*")?-/.test(text) ? 'unsure' : { ...onlyRun, runText: text };
}
