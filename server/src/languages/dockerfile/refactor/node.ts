import type { Surroundings } from '../../../engine/rule/define.js';
import { insert, applyEdits } from '../../../engine/text/span.js';
import type { Instruction, RunCommand, RunInstruction, Stage } from '../model.js';
import { hasOption } from '../options.js';
import { installsForRuntime } from './osPackages.js';
import { both, onlyBuild, onlyRun, type Place } from './place.js';
import { dataFolders, onlyRuns, planOf, slimImage, type Outcome } from './plan.js';

/** Node: the packages, and what a build script makes of the sources. */

const isManager = ({ name, nameWord }: RunCommand): boolean => /^(?:npm|yarn|pnpm)$/.test(name) && !nameWord.value.includes('/');
const isInstall = (command: RunCommand): boolean =>
  isManager(command) &&
  (/^(?:ci|clean-install|install|i)$/.test(command.args[0]?.value ?? '') ||
    (command.name === 'yarn' && command.args.every(({ value }) => value.startsWith('-')))) &&
  command.args.slice(1).every(({ value }) => value.startsWith('-')) &&
  !hasOption(command, '-g', '--global');
const isBuild = (command: RunCommand): boolean => {
  const words = command.args.map(({ value }) => value);
  if (isManager(command)) return /^(?:(?:run|run-script) )?(?:build|compile)(?:[:\w-]*)$/.test(words.join(' '));
  return command.name === 'tsc' || (command.name === 'npx' && words[0] === 'tsc');
};
/** Gets the manager itself, or empties its cache. */
const isSetup = ({ name, args }: RunCommand): boolean =>
  name === 'corepack' ||
  (name === 'npm' && /^(?:install|i) (?:-g|--global) (?:pnpm|yarn|npm|corepack)(?:@\S+)?$/.test(args.map(({ value }) => value).join(' ')));
const isCleaning = ({ name, args }: RunCommand): boolean => /^(?:npm|yarn)$/.test(name) && args[0]?.value === 'cache';
const isAptOrRm = ({ name }: RunCommand): boolean => /^(?:apt-get|apt|apk|rm)$/.test(name);
const buildPackages = /^(?:python3?|python-is-python3|python3-minimal|py3-setuptools|libc6-compat|gcompat)$/;
const isManifest = /^(?:\.\/)?(?:package[\w.*-]*|npm-shrinkwrap\.json|yarn\.lock\*?|pnpm-lock\.yaml\*?|\.npmrc\*?|\.yarnrc)$/;
/** What a build reads and the program does not. */
const isSource =
  /^(?:\.\/)?(?:src|tests?|types|tsconfig[\w.-]*|[\w.-]*config[\w.-]*|nest-cli\.json|\.[\w.-]+|[\w*.-]+\.[cm]?tsx?|index\.html)\/?$|^\.\/?$/;

export function node(stage: Stage, runs: readonly RunInstruction[], near: Surroundings): Outcome {
  const installs = runs.filter(({ commands }) => commands.some(isInstall));
  const [install] = installs;
  if (install === undefined) return undefined;
  const builds = runs.filter(({ commands }) => commands.some(isBuild));
  const steps = runs.filter((run) => installs.includes(run) || builds.includes(run));
  const manager = install.commands.find(isInstall) as RunCommand;
  const { workdir } = install.before;
  const isKnown = (run: RunInstruction): boolean =>
    run.before.workdir === workdir &&
    onlyRuns(run, isInstall, isBuild, isSetup, isCleaning, isAptOrRm) &&
    !installsForRuntime(run, stage, { buildPackages, bringsLibraries: false });
  if (
    stage.base.image?.repository !== 'node' ||
    workdir === undefined ||
    workdir === '/' ||
    installs.length > 1 ||
    !steps.every(isKnown) ||
    (builds[0]?.index ?? install.index) < install.index ||
    hasOption(manager, '-w', '--workspace', '--workspaces', '-C', '--prefix', '--dir', '--cwd', '--filter') ||
    stage.instructions.some(
      ({ kind, source }) =>
        /pnpm-workspace|\.pnp\.|\.yarnrc\.yml|\.yarn(?:\/|\s)/.test(source) || (kind === 'ENV' && /\bNODE_PATH\b/.test(source)),
    ) ||
    (manager.name === 'yarn' && !isClassicYarn(manager, near))
  )
    return 'unsure';
  const common = {
    steps,
    runtimeImage: slimImage(stage),
    buildVariables: /^(?:npm_config_|NPM_CONFIG_|YARN_|COREPACK_)/,
    buildPackages,
    bringsLibraries: false,
    keepsUser: true,
  } as const;
  const owner = ownerOf(stage, install);
  const copyOf = (path: string): string => `COPY --from=build ${owner}${workdir}/${path} ./${path}`;
  const startsWithManager = [stage.cmd, stage.entrypoint].some(
    (start) => start?.script()?.commands.some(({ name }) => /^(?:pnpm|yarn)$/.test(name)) === true,
  );
  const setupPlace = (instruction: Instruction): Place | undefined =>
    instruction.kind === 'RUN' && onlyRuns(instruction, isSetup) ? (startsWithManager ? both : onlyBuild) : undefined;
  const build = builds.at(-1);
  if (build === undefined) {
    // Only the packages are made here; the sources run as they are.
    return planOf(stage, {
      ...common,
      arrival: [copyOf('node_modules')],
      arrivalAfter: install,
      place: (instruction) => (instruction === install ? onlyBuild : setupPlace(instruction)),
    });
  }

  const output = outputFolder(stage, workdir, near);
  if (output === undefined) return 'unsure';
  const manifests = stage.instructions.filter(
    (instruction) =>
      instruction.kind === 'COPY' &&
      instruction.index < install.index &&
      instruction.from === undefined &&
      instruction.sources.every(({ value }) => isManifest.test(value)),
  );
  const hasManifests = manifests.length > 0;
  const takesAll = stage.instructions.some(
    (instruction) => instruction.kind === 'COPY' && instruction.sources.some(({ value }) => /^\.\/?$/.test(value)),
  );
  const arrival = [output, ...(takesAll ? dataFolders(near).filter((folder) => folder !== output) : [])].map(copyOf);
  // What needs a compiler or a secret to install is not installed twice.
  const again = !hasManifests ? undefined : productionInstall(install, manager, runs);
  const pruned = again === undefined ? ['node_modules', ...(hasManifests ? [] : ['package.json'])].map(copyOf) : [];
  const prune = again === undefined && !isProduction(install, manager) ? pruneCommand(manager) : [];
  return planOf(stage, {
    ...common,
    arrival: [...pruned, ...arrival],
    arrivalAfter: build,
    place: (instruction) => {
      if (instruction === install && again !== undefined) return { ...both, runText: again };
      if (instruction === build) return { ...onlyBuild, afterInBuild: prune };
      if (steps.includes(instruction as RunInstruction)) return onlyBuild;
      if (manifests.includes(instruction)) return both;
      if ((instruction.kind === 'COPY' || instruction.kind === 'ADD') && instruction.index < build.index)
        return instruction.kind === 'COPY' &&
          instruction.from === undefined &&
          !instruction.sources.every(({ value }) => isSource.test(value) || isManifest.test(value))
          ? both
          : onlyBuild;
      return setupPlace(instruction) ?? (instruction.kind === 'COPY' ? onlyRun : undefined);
    },
  });
}

/** Yarn 1 fills `node_modules`; later ones may not. */
function isClassicYarn(manager: RunCommand, near: Surroundings): boolean {
  if (near.exists('.yarnrc.yml') === true || hasOption(manager, '--immutable')) return false;
  return hasOption(manager, '--frozen-lockfile') || near.read('yarn.lock')?.includes('# yarn lockfile v1') === true;
}

const isProduction = ({ before }: RunInstruction, manager: RunCommand): boolean =>
  hasOption(manager, '--omit', '--production', '--prod', '-P') || before.environment('NODE_ENV')?.value === 'production';

/** The install step of the runtime stage, in the words of the file. */
function productionInstall(install: RunInstruction, manager: RunCommand, runs: readonly RunInstruction[]): string | undefined {
  const isPlain = manager.name === 'npm' && install.commands.length === 1 && !install.mounts.some(({ type }) => type !== 'cache');
  const hasPackages = runs.some(({ commands }) => commands.some(({ name }) => /^(?:apt-get|apt|apk)$/.test(name)));
  const verb = manager.args[0];
  if (!isPlain || hasPackages || verb === undefined) return undefined;
  if (isProduction(install, manager)) return install.source;
  return applyEdits(install.source, [insert(verb.span.end - install.span.start, ' --omit=dev')]);
}

/** How each manager takes the packages for development away. */
function pruneCommand({ name }: RunCommand): readonly string[] {
  if (name === 'npm') return ['RUN npm prune --omit=dev'];
  // Without a terminal pnpm asks before it takes packages away; CI answers.
  if (name === 'pnpm') return ['RUN CI=true pnpm prune --prod'];
  return ['RUN yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline'];
}

/** Copies belong to the user that is in force, as the files of the build did. */
function ownerOf(stage: Stage, install: RunInstruction): string {
  const { user } = install.before;
  const written = user?.words[0]?.text;
  return user === undefined || written === undefined || stage.from === undefined ? '' : `--chown=${written} `;
}

/** The folder of the file that is started, when a build makes it: `dist` of `node dist/index.js`. */
function outputFolder(stage: Stage, workdir: string, near: Surroundings): string | undefined {
  const file = startedFile(stage, near);
  if (file === undefined || stage.end.workdir !== workdir) return undefined;
  const path = file.startsWith(`${workdir}/`) ? file.slice(workdir.length + 1) : file.replace(/^\.\//, '');
  const folder = /^([\w.-]+)\//.exec(path)?.[1];
  if (folder === undefined || folder === 'src' || folder === 'node_modules' || folder === '..') return undefined;
  const isCopied = stage.instructions.some(
    (other) => other.kind === 'COPY' && other.sources.some(({ value }) => value.replace(/^\.\/|\/$/g, '') === folder),
  );
  if (isCopied) return undefined;
  return /^(?:dist|build|out|\.output|compiled)$/.test(folder) || near.exists(folder) === false ? folder : undefined;
}

function startedFile(stage: Stage, near: Surroundings): string | undefined {
  const commands = [stage.entrypoint, stage.cmd].flatMap((start) => start?.script()?.commands ?? []);
  const node = commands.find(({ name }) => name === 'node');
  if (node !== undefined) return fileOf(node.args.map(({ value }) => value));
  const manager = commands.find(({ name }) => /^(?:npm|yarn|pnpm)$/.test(name));
  const script = manager?.args.find(({ value }) => value !== 'run' && !value.startsWith('-'))?.value;
  const text = near.read('package.json');
  if (script === undefined || text === undefined) return undefined;
  const line = scriptNamed(text, script);
  const words = line?.trim().split(/\s+/) ?? [];
  // A chain of commands may build once more, or start something else.
  if (/[&|;]/.test(line ?? '')) return undefined;
  const at = words.indexOf('node');
  return at === -1 ? undefined : fileOf(words.slice(at + 1));
}

function fileOf(words: readonly string[]): string | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (/^(?:-r|--require|--import|--loader|-C|--conditions|--env-file)$/.test(word)) i++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

function scriptNamed(text: string, name: string): string | undefined {
  try {
    const parsed = JSON.parse(text) as { scripts?: Record<string, unknown> } | null;
    const line = parsed?.scripts?.[name];
    return typeof line === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}
