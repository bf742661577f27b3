import type { Surroundings } from '../../../engine/rule/define.js';
import { baseImageFacts } from '../baseImages.js';
import type { Instruction, RunCommand, RunInstruction, Stage } from '../model.js';
import { packagePlace } from './osPackages.js';
import { both, onlyBuild, onlyRun, type Place } from './place.js';

export interface Plan {
  /** Image of the runtime stage, with the flags of its FROM. */
  readonly runtimeImage: string;
  readonly places: ReadonlyMap<Instruction, Place>;
  /** Lines that found no instruction to stand before. */
  readonly lastInRun: readonly string[];
}

/** `unsure`: the ecosystem's step is there, and what the program needs when it runs is not certain. Undefined: no such step. */
export type Outcome = Plan | 'unsure' | undefined;

/** What one ecosystem says of the stage; the rest is the same for all. */
export interface Recipe {
  /** The RUNs that install and build, in order: at least one. */
  readonly steps: readonly RunInstruction[];
  readonly runtimeImage: string;
  /** Variables that only the build reads. */
  readonly buildVariables: RegExp;
  /** Operating system packages that only the build needs, besides the usual ones. */
  readonly buildPackages?: RegExp;
  /** Whether the runtime image has the libraries of Python's own modules, so that headers for them need no package. */
  readonly bringsLibraries: boolean;
  /** Lines of the runtime stage that take over the result. */
  readonly arrival: readonly string[];
  /** The lines stand behind this instruction's place; undefined: before the first one that may use them. */
  readonly arrivalAfter?: Instruction;
  /** USER above the steps may stay above them in both stages. */
  readonly keepsUser?: boolean;
  /** Undefined leaves the instruction to the rule for its kind. */
  place(instruction: Instruction): Place | 'unsure' | undefined;
}

export function planOf(stage: Stage, recipe: Recipe): Outcome {
  const { instructions } = stage;
  const last = (recipe.steps.at(-1) as RunInstruction).index;
  const needsAccounts = instructions.some(
    (instruction) => instruction.index < last && (instruction.kind === 'USER' || givesToName(instruction)),
  );
  const places = new Map<Instruction, Place>();
  for (const instruction of instructions) {
    const isBefore = instruction.index < last;
    const own = recipe.place(instruction) ?? placeOfKind(instruction, stage, recipe, isBefore, needsAccounts);
    if (own === 'unsure') return 'unsure';
    places.set(instruction, own);
  }
  followPackages(places, last);
  placeArguments(places, last);
  if (usesDroppedTool(places)) return 'unsure';
  return { ...arrive(places, recipe), runtimeImage: imageWith(stage, recipe.runtimeImage, places) };
}

/** Files that are given to an account by name need the account in the same stage. */
export function givesToName({ flags }: Instruction): boolean {
  return flags.some(({ name, value }) => name === 'chown' && /[A-Za-z]/.test(value?.value ?? ''));
}

function placeOfKind(instruction: Instruction, stage: Stage, recipe: Recipe, isBefore: boolean, needsAccounts: boolean): Place | 'unsure' {
  switch (instruction.kind) {
    case 'RUN': {
      const packages = packagePlace(instruction, stage, recipe);
      // Behind the last step nothing is left for which the build would need them.
      if (packages !== undefined) return packages !== 'unsure' && packages.run && !isBefore ? { ...packages, build: false } : packages;
      if (isAccount(instruction)) return isBefore && needsAccounts ? both : onlyRun;
      // Something unknown before the last step may be for either side.
      return isBefore ? 'unsure' : onlyRun;
    }
    case 'ENV':
      if (!isBefore) return onlyRun;
      return instruction.pairs.every(({ name }) => recipe.buildVariables.test(name.value)) ? onlyBuild : both;
    case 'COPY':
    case 'ADD':
    case 'WORKDIR':
    case 'ARG':
      return isBefore ? both : onlyRun;
    case 'USER':
      if (!isBefore) return onlyRun;
      return recipe.keepsUser === true ? both : 'unsure';
    default:
      return onlyRun;
  }
}

/** Accounts and folders: what the container runs as and writes to. */
export function isAccount({ commands }: RunInstruction): boolean {
  return commands.length > 0 && commands.every(({ name }) => /^(?:groupadd|useradd|addgroup|adduser|mkdir|chown|install)$/.test(name));
}

const managers = /^(?:apt-get|apt|apk)$/;

/** A RUN that only fetches or removes package lists goes where the packages go. */
function followPackages(places: Map<Instruction, Place>, last: number): void {
  const isInstalled = [...places].some(
    ([instruction, { run }]) =>
      run && instruction.kind === 'RUN' && !isListsOnly(instruction) && instruction.commands.some(({ name }) => managers.test(name)),
  );
  for (const [instruction] of places) {
    if (instruction.kind !== 'RUN' || !isListsOnly(instruction)) continue;
    places.set(instruction, isInstalled ? { build: instruction.index < last, run: true } : onlyBuild);
  }
}

function isListsOnly({ commands }: RunInstruction): boolean {
  return (
    commands.some(({ name }) => managers.test(name)) &&
    commands.every(({ name, args }) => name === 'rm' || (managers.test(name) && args.some(({ value }) => /^(?:update|clean)$/.test(value))))
  );
}

/** An ARG of the build goes along where the runtime stage names it. */
export function placeArguments(places: Map<Instruction, Place>, last: number): void {
  const used = [...places].flatMap(([instruction, { run, runText }]) =>
    run && instruction.kind !== 'ARG' ? [runText ?? instruction.source] : [],
  );
  const names = new Set(used.flatMap((source) => [...source.matchAll(/\$\{?(\w+)/g)].map((match) => match[1])));
  for (const [instruction] of places) {
    if (instruction.kind !== 'ARG') continue;
    const isUsed = instruction.pairs.some(({ name }) => names.has(name.value));
    places.set(instruction, instruction.index > last ? onlyRun : isUsed ? both : onlyBuild);
  }
}

const compilers = /^(?:make|gcc|g\+\+|cc|c\+\+|cmake|cargo|rustc|git|gfortran|pkg-config)$/;

/** Commands that the runtime stage runs: what starts, what checks, and the RUNs that are there alone. */
function runtimeCommands(places: ReadonlyMap<Instruction, Place>): readonly { readonly name: string }[] {
  return [...places].flatMap(([instruction, { run, build }]) => {
    if (!run) return [];
    if (instruction.kind === 'RUN') return build ? [] : instruction.commands;
    if (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT' || instruction.kind === 'HEALTHCHECK')
      return instruction.script()?.commands ?? [];
    return [];
  });
}

/** A compiler that the runtime stage calls and whose package stays behind. */
function usesDroppedTool(places: ReadonlyMap<Instruction, Place>): boolean {
  const isDropped = [...places].some(
    ([instruction, { run, runText }]) =>
      instruction.kind === 'RUN' && (!run || runText !== undefined) && instruction.commands.some(({ name }) => managers.test(name)),
  );
  return isDropped && runtimeCommands(places).some(({ name }) => compilers.test(name));
}

function arrive(places: Map<Instruction, Place>, { arrival, arrivalAfter }: Recipe): Pick<Plan, 'places' | 'lastInRun'> {
  for (const [instruction, place] of places) {
    if (!place.run) continue;
    if (arrivalAfter === undefined ? isSetting(instruction) : instruction.index <= arrivalAfter.index) continue;
    places.set(instruction, { ...place, beforeInRun: arrival });
    return { places, lastInRun: [] };
  }
  return { places, lastInRun: arrival };
}

/** What stands above the first instruction that may use the result, packages and accounts among it. */
function isSetting(instruction: Instruction): boolean {
  if (instruction.kind !== 'RUN') return /^(?:ENV|ARG|WORKDIR)$/.test(instruction.kind);
  return isAccount(instruction) || instruction.commands.every(({ name }) => managers.test(name) || name === 'rm');
}

/** The image as written where the slim one lacks a tool that the runtime stage calls and does not install. */
function imageWith({ from, base }: Stage, runtimeImage: string, places: ReadonlyMap<Instruction, Place>): string {
  const written = from?.image?.text ?? '';
  const flags = (from?.flags ?? []).map(({ text }) => `${text} `).join('');
  if (runtimeImage === written) return `${flags}${written}`;
  const absent = baseImageFacts(base.image?.repository ?? '', base.facts?.slimTag)?.absentTools;
  const installed = [...places].flatMap(([{ kind, source }, { run, runText }]) => (kind === 'RUN' && run ? [runText ?? source] : []));
  const isMissing = runtimeCommands(places).some(
    ({ name }) => absent?.has(name) === true && !installed.some((source) => installs(source, name)),
  );
  return `${flags}${isMissing ? written : runtimeImage}`;
}

const installs = (source: string, name: string): boolean => /\b(?:install|add)\b/.test(source) && source.split(/\s+/).includes(name);

/** The slim twin that is known of the base image, else the image itself. */
export function slimImage({ from, base }: Stage): string {
  const reference = from?.reference;
  const slim = base.facts?.slimTag;
  const written = from?.image?.text ?? '';
  if (reference === undefined || slim === undefined || reference.digest !== undefined || from?.variables.length !== 0) return written;
  return `${reference.name}:${slim}`;
}

/** Folders beside the file whose name says that a program reads them when it runs. */
export function dataFolders(near: Surroundings): readonly string[] {
  return (near.list('.') ?? [])
    .filter((name) => /^(?:public|static|templates|views|assets|locales|migrations|prisma)\/$/.test(name))
    .map((name) => name.slice(0, -1));
}

/** Every command of the RUN is one of those, and none is behind `sudo`. */
export function onlyRuns(run: RunInstruction, ...isKnown: readonly ((command: RunCommand) => boolean)[]): boolean {
  return run.commands.length > 0 && run.commands.every((command) => command.wrapper === undefined && isKnown.some((test) => test(command)));
}
