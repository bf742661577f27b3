import type { Surroundings } from '../../../engine/rule/define.js';
import { insert, applyEdits } from '../../../engine/text/span.js';
import type { CmdInstruction, EntrypointInstruction, Instruction, RunCommand, RunInstruction, Stage } from '../model.js';
import { baseImageFacts } from '../baseImages.js';
import { findOption, operands, optionValue } from '../options.js';

/** Where an instruction of the single stage goes, and as what. */
export interface Place {
  readonly build: boolean;
  readonly run: boolean;
  readonly buildText?: string;
  readonly runText?: string;
  readonly beforeInBuild?: readonly string[];
  readonly beforeInRun?: readonly string[];
}

export interface Plan {
  readonly runtimeImage: string;
  place(instruction: Instruction): Place;
  readonly lastInRun: readonly string[];
}

const nowhere: Place = { build: false, run: false };
const onlyBuild: Place = { build: true, run: false };
const onlyRun: Place = { build: false, run: true };
const both: Place = { build: true, run: true };

/** What describes or starts the container, and so belongs to the image alone. */
const runtimeKinds: ReadonlySet<string> = new Set([
  'EXPOSE',
  'HEALTHCHECK',
  'CMD',
  'ENTRYPOINT',
  'LABEL',
  'USER',
  'STOPSIGNAL',
  'VOLUME',
  'MAINTAINER',
]);

/** The one ecosystem whose install step the stage has; undefined without one, with several, or where it is not certain what to keep. */
export function planFor(stage: Stage, near: Surroundings): Plan | undefined {
  const runs = stage.instructions.filter((instruction): instruction is RunInstruction => instruction.kind === 'RUN');
  if (runs.some((run) => run.form === 'exec' || run.script() === undefined || run.script()?.errors.length !== 0)) return undefined;
  const steps = [pip(stage, runs), uv(stage, runs), node(stage, runs, near), go(stage, runs)].filter((plan) => plan !== undefined);
  return steps.length === 1 && steps[0] !== 'unsure' ? steps[0] : undefined;
}

type Outcome = Plan | 'unsure' | undefined;

/** Commands by which a RUN is known: operating system packages, accounts, folders. */
function kindOf(run: RunInstruction): 'build packages' | 'packages' | 'account' | 'other' | 'mixed packages' {
  const commands = run.commands.filter(({ wrapper }) => wrapper === undefined);
  if (commands.every(({ name }) => /^(?:groupadd|useradd|addgroup|adduser|mkdir|chown|install)$/.test(name)) && commands.length > 0)
    return 'account';
  const isPackages = commands.length > 0 && commands.every(({ name }) => /^(?:apt-get|apt|apk|rm)$/.test(name));
  if (!isPackages) return 'other';
  const names = commands
    .filter(({ name, args }) => name !== 'rm' && args.some(({ value }) => value === 'install' || value === 'add'))
    .flatMap((command) =>
      operands(command)
        .slice(1)
        .map(({ value }) => value),
    );
  const isTool = (name: string): boolean =>
    /^(?:build-essential|build-base|gcc|g\+\+|clang|make|cmake|pkg-config|pkgconf|git|cargo|rustc|python3-dev)$|-dev$|-devel$/.test(
      name.replace(/=.*/, ''),
    );
  const tools = names.filter(isTool).length;
  return tools === 0 ? 'packages' : tools === names.length ? 'build packages' : 'mixed packages';
}

/** The slim twin that is known of the base image, else the image itself: also where what starts or checks needs a tool that slim lacks. */
function slimImage(stage: Stage): string {
  const { from, base } = stage;
  const reference = from?.reference;
  const slim = base.facts?.slimTag;
  const written = from?.image?.text ?? '';
  if (reference === undefined || slim === undefined || reference.digest !== undefined || from?.variables.length !== 0) return written;
  const absent = baseImageFacts(reference.repository, slim)?.absentTools;
  const used = [stage.cmd, stage.entrypoint, stage.healthcheck].flatMap((instruction) => instruction?.script()?.commands ?? []);
  const installed = stage.instructions.filter(({ kind }) => kind === 'RUN').map(({ source }) => source);
  const isMissing = used.some(({ name }) => absent?.has(name) === true && !installed.some((source) => source.includes(name)));
  return isMissing ? written : `${reference.name}:${slim}`;
}

function commandOf(run: RunInstruction, isWanted: (command: RunCommand) => boolean): RunCommand | undefined {
  return run.commands.find(isWanted);
}

const isPip = (command: RunCommand): boolean =>
  ((/^pip[\d.]*$/.test(command.name) && command.args[0]?.value === 'install') ||
    (/^python[\d.]*$/.test(command.name) &&
      command.args
        .slice(0, 3)
        .map(({ value }) => value)
        .join(' ') === '-m pip install')) &&
  findOption(command, '-r', '--requirement') !== undefined;

function pip(stage: Stage, runs: readonly RunInstruction[]): Outcome {
  const install = runs.find((run) => commandOf(run, isPip) !== undefined);
  if (install === undefined) return undefined;
  if (stage.base.facts?.runtime !== 'python' || stage.instructions.some(({ source }) => /\/opt\/venv|virtualenv|-m venv/.test(source)))
    return 'unsure';
  // A program of the install step that is not pip may leave something behind that the image needs.
  if (install.commands.some((command) => !isPip(command) && !/^(?:pip[\d.]*|python[\d.]*|apt-get|rm)$/.test(command.name))) return 'unsure';
  const path = 'ENV PATH="/opt/venv/bin:$PATH"';
  const copied = 'COPY --from=build /opt/venv /opt/venv';
  let isCopied = false;
  const once = (place: Place): Place => {
    if (isCopied || !place.run) return place;
    isCopied = true;
    return { ...place, beforeInRun: [path, copied] };
  };
  return placed(stage, runs, install, slimImage(stage), (instruction) => {
    if (instruction === install) return { ...onlyBuild, beforeInBuild: ['RUN python -m venv /opt/venv', path] };
    if (instruction.kind === 'ENV' || instruction.kind === 'ARG' || instruction.kind === 'WORKDIR') return both;
    if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
      const isManifest = instruction.sources.every(({ value }) => /requirements|constraints|setup\.|pyproject|\.txt$/.test(value));
      return instruction.index < install.index ? (isManifest ? onlyBuild : once(both)) : once(onlyRun);
    }
    return once(onlyRun);
  });
}

function uv(stage: Stage, runs: readonly RunInstruction[]): Outcome {
  const isSync = (command: RunCommand): boolean => command.name === 'uv' && command.args[0]?.value === 'sync';
  const syncs = runs.filter((run) => commandOf(run, isSync) !== undefined);
  const last = syncs.at(-1);
  if (last === undefined) return undefined;
  const { workdir } = stage.end;
  if (
    stage.base.facts?.runtime !== 'python' ||
    workdir === undefined ||
    syncs.some((run) => run.commands.some((command) => !isSync(command)))
  )
    return 'unsure';
  let isCopied = false;
  const once = (place: Place): Place => {
    if (isCopied || !place.run) return place;
    isCopied = true;
    return { ...place, beforeInRun: [`ENV PATH="${workdir}/.venv/bin:$PATH"`, `COPY --from=build ${workdir}/.venv ${workdir}/.venv`] };
  };
  return placed(stage, runs, last, slimImage(stage), (instruction) => {
    if (syncs.includes(instruction as RunInstruction)) return onlyBuild;
    if (instruction.kind === 'RUN' && /\bpip[\d.]* install\b.*\buv\b/.test(instruction.source)) return onlyBuild;
    if (instruction.kind === 'ENV') return instruction.pairs.every(({ name }) => /^UV_/.test(name.value)) ? onlyBuild : both;
    if (instruction.kind === 'ARG' || instruction.kind === 'WORKDIR') return both;
    if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
      if (instruction.kind === 'COPY' && instruction.from !== undefined)
        return /\/uvx?\b/.test(instruction.source) ? onlyBuild : once(both);
      const isManifest = instruction.sources.every(({ value }) => /pyproject\.toml|uv\.lock|\.python-version|README/.test(value));
      return isManifest ? onlyBuild : instruction.index < last.index ? once(both) : once(onlyRun);
    }
    if (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT') {
      const text = withoutUvRun(instruction);
      return once(text === undefined ? onlyRun : { ...onlyRun, runText: text });
    }
    return once(onlyRun);
  });
}

/** `["uv", "run", "x"]` is `["x"]` where the environment is on PATH. */
function withoutUvRun({ source }: CmdInstruction | EntrypointInstruction): string | undefined {
  const text = source
    .replace(/(\[\s*)"uv"\s*,\s*"run"\s*,\s*(?:"--no-(?:sync|dev)"\s*,\s*)*/, '$1')
    .replace(/^(\S+\s+)uv run (?:--no-(?:sync|dev) )*/, '$1');
  return text === source ? undefined : text;
}

function node(stage: Stage, runs: readonly RunInstruction[], near: Surroundings): Outcome {
  const isInstall = ({ name, args }: RunCommand): boolean =>
    /^(?:npm|yarn|pnpm)$/.test(name) &&
    (/^(?:ci|install|i)$/.test(args[0]?.value ?? '') || (name === 'yarn' && args.length === 0)) &&
    args.slice(1).every(({ value }) => value.startsWith('-'));
  const isBuild = ({ name, args }: RunCommand): boolean => /^(?:npm|yarn|pnpm)$/.test(name) && args.some(({ value }) => value === 'build');
  const install = runs.find((run) => commandOf(run, isInstall) !== undefined);
  if (install === undefined) return undefined;
  const build = runs.find((run) => commandOf(run, isBuild) !== undefined);
  const { workdir } = stage.end;
  if (stage.base.facts?.runtime !== 'node' || workdir === undefined || install.commands.some((command) => !isInstall(command)))
    return 'unsure';
  const manager = install.commands[0]?.name;
  const manifests = stage.instructions.find(
    (instruction) =>
      instruction.kind === 'COPY' &&
      instruction.index < install.index &&
      instruction.from === undefined &&
      instruction.sources.every(({ value }) => /package|lock|yarn|pnpm|npmrc/.test(value)),
  );
  if (build === undefined) {
    // Only the packages are made here; the sources run as they are.
    let isCopied = false;
    return placed(stage, runs, install, slimImage(stage), (instruction) => {
      if (instruction === install) return onlyBuild;
      if (instruction.kind === 'ENV' || instruction.kind === 'ARG' || instruction.kind === 'WORKDIR') return both;
      const place =
        instruction === manifests
          ? both
          : (instruction.kind === 'COPY' || instruction.kind === 'ADD') && instruction.index < install.index
            ? both
            : onlyRun;
      if (isCopied || instruction.index < install.index) return place;
      isCopied = true;
      return { ...place, beforeInRun: [`COPY --from=build ${workdir}/node_modules ./node_modules`] };
    });
  }
  if (build.commands.some((command) => !isBuild(command) && !isInstall(command)) || manifests === undefined || manager !== 'npm')
    return 'unsure';
  const output = outputFolder(stage, near);
  if (output === undefined) return 'unsure';
  const production = 'RUN npm ci --omit=dev';
  return placed(stage, runs, build, slimImage(stage), (instruction) => {
    if (instruction === install) return { ...onlyBuild, beforeInRun: [production] };
    if (instruction === build) return { ...onlyBuild, beforeInRun: [`COPY --from=build ${workdir}/${output} ./${output}`] };
    if (instruction === manifests || instruction.kind === 'ENV' || instruction.kind === 'ARG' || instruction.kind === 'WORKDIR')
      return both;
    if (instruction.kind === 'COPY' || instruction.kind === 'ADD') return instruction.index < build.index ? onlyBuild : onlyRun;
    return onlyRun;
  });
}

/** The folder of the file that is started, when it is no folder of sources: `dist` of `node dist/index.js`. */
function outputFolder(stage: Stage, near: Surroundings): string | undefined {
  const words = [...(stage.entrypoint?.script()?.commands ?? []), ...(stage.cmd?.script()?.commands ?? [])].flatMap(({ name, args }) =>
    name === 'node' ? args.map(({ value }) => value) : [],
  );
  const file = words.find((word) => /\.[cm]?js$/.test(word));
  const folder = /^(?:\.\/)?([\w.-]+)\//.exec(file ?? '')?.[1];
  return folder === undefined || folder === 'src' || near.exists(`${folder}/`) === true ? undefined : folder;
}

function go(stage: Stage, runs: readonly RunInstruction[]): Outcome {
  const isBuild = ({ name, args }: RunCommand): boolean => name === 'go' && args[0]?.value === 'build';
  const build = runs.find((run) => commandOf(run, isBuild) !== undefined);
  const command = build === undefined ? undefined : commandOf(build, isBuild);
  if (build === undefined || command === undefined) return undefined;
  const output = optionValue(command, '-o');
  const { workdir } = build.before;
  if (stage.base.facts?.runtime !== 'go' || output === undefined || !output.literal || output.value.endsWith('/')) return 'unsure';
  if (!output.value.startsWith('/') && workdir === undefined) return 'unsure';
  const binary = output.value.startsWith('/') ? output.value : `${workdir ?? ''}/${output.value.replace(/^\.\//, '')}`;
  const isKnown = (run: RunInstruction): boolean =>
    run === build ||
    kindOf(run).includes('packages') ||
    kindOf(run) === 'account' ||
    run.commands.every(({ name, args }) => name === 'go' && /^(?:mod|generate|vet|test)$/.test(args[0]?.value ?? ''));
  if (!runs.every(isKnown)) return 'unsure';
  const start = [stage.cmd, stage.entrypoint].filter((instruction) => instruction !== undefined);
  if (start.length === 0 || start.some(({ form }) => form === 'shell')) return 'unsure';
  const isStatic = command.assignments.some(({ name }) => name === 'CGO_ENABLED') || build.before.environment('CGO_ENABLED') !== undefined;
  const buildText = isStatic
    ? undefined
    : applyEdits(build.source, [insert(command.nameWord.span.start - build.span.start, 'CGO_ENABLED=0 ')]);
  const copy = `COPY --from=build ${binary} ${binary}`;
  const hasUser = stage.instructions.some(({ kind }) => kind === 'USER');
  let isUserSet = false;
  return {
    runtimeImage: 'gcr.io/distroless/static-debian13:nonroot',
    lastInRun: [],
    place: (instruction) => {
      if (instruction === build)
        return { ...onlyBuild, ...(buildText === undefined ? {} : { buildText }), beforeInRun: hasUser ? [copy] : [copy, 'USER 65532'] };
      if (instruction.kind === 'RUN') return kindOf(instruction) === 'account' ? nowhere : onlyBuild;
      if (instruction.kind === 'COPY' || instruction.kind === 'ADD' || instruction.kind === 'ARG')
        return instruction.index < build.index ? onlyBuild : onlyRun;
      if (instruction.kind === 'WORKDIR') return both;
      if (instruction.kind === 'ENV') return instruction.pairs.every(({ name }) => /^(?:GO|CGO)/.test(name.value)) ? onlyBuild : both;
      // Accounts of the build are not in the image; its own is `nonroot`.
      if (instruction.kind === 'USER') {
        if (isUserSet) return nowhere;
        isUserSet = true;
        return { ...onlyRun, runText: 'USER 65532' };
      }
      return runtimeKinds.has(instruction.kind) ? onlyRun : both;
    },
  };
}

/** The plan with what is the same for all: packages and accounts, what describes the container, and doubt. */
function placed(
  stage: Stage,
  runs: readonly RunInstruction[],
  step: RunInstruction,
  runtimeImage: string,
  own: (instruction: Instruction) => Place,
): Outcome {
  for (const run of runs) {
    const kind = kindOf(run);
    if (kind === 'mixed packages') return 'unsure';
    if (run === step || kind !== 'other' || run.index > step.index) continue;
    // Something unknown before the step may be for either side.
    const place = own(run);
    if (!place.build || place.run) return 'unsure';
  }
  if (stage.instructions.some((instruction) => instruction.kind === 'USER' && instruction.index < step.index)) return 'unsure';
  return {
    runtimeImage,
    lastInRun: [],
    place: (instruction) => {
      if (instruction.kind === 'RUN' && instruction !== step) {
        const kind = kindOf(instruction);
        if (kind === 'build packages') return onlyBuild;
        if (kind === 'packages') return both;
        if (kind === 'account') return onlyRun;
      }
      return own(instruction);
    },
  };
}
