import { baseImageFacts } from './baseImages.js';
import { cutChunks } from './chunks.js';
import { parseImageReference, type ImageReference } from './image.js';
import { Origin } from '../../engine/text/origin.js';
import type {
  Base,
  Declaration,
  Dockerfile,
  Instruction,
  InstructionKind,
  InstructionOf,
  OnbuildInstruction,
  RunCommand,
  RunInstruction,
  Stage,
  StageUse,
} from './model.js';
import {
  AddNode,
  ArgNode,
  CmdNode,
  CopyNode,
  EntrypointNode,
  EnvNode,
  FromNode,
  HealthcheckNode,
  LabelNode,
  OnbuildNode,
  PlainNode,
  RunNode,
  ShellNode,
  UnknownNode,
  UserNode,
  VolumeNode,
  WorkdirNode,
  type Placement,
} from './nodes.js';
import { globalPoint, stageStart, type StagePoint } from './state.js';
import { readInstruction, type InstructionSyntax } from './syntax.js';
import { expand } from './variables.js';

/** A model with what the next parse of the same document can take over. */
export interface ParsedDockerfile extends Dockerfile {
  readonly syntaxes: ReadonlyMap<string, InstructionSyntax[]>;
  readonly bases: ReadonlyMap<string, Base>;
}

/**
 * Reads any text as a Dockerfile. With `previous`, instructions whose text did not change are not read again; the
 * previous model's spans move with them, so it must not be used afterwards.
 */
export function parseDockerfile(document: string, previous?: ParsedDockerfile): ParsedDockerfile {
  // An editor shows a bare carriage return as a line break, and the protocol counts it as one; the offsets stay.
  const text = document.includes('\r') ? document.replace(/\r(?!\n)/g, '\n') : document;
  const { chunks, comments, directives, escape } = cutChunks(text);
  // The previous model is used up: what it knows is taken from it, not copied.
  const known = previous?.escape === escape ? previous.syntaxes : undefined;
  const syntaxes = new Map<string, InstructionSyntax[]>();
  const builder = new ModelBuilder(escape, previous?.bases);
  for (const chunk of chunks) {
    const source = text.slice(chunk.span.start, chunk.span.end);
    let syntax = known?.get(source)?.pop();
    if (syntax === undefined) syntax = readInstruction(source, chunk, escape, new Origin(chunk.span.start));
    else syntax.origin.offset = chunk.span.start;
    const same = syntaxes.get(source);
    if (same === undefined) syntaxes.set(source, [syntax]);
    else same.push(syntax);
    builder.add(syntax);
  }
  const { instructions, stages, globalArguments, triggers } = builder.finish();
  const finalStage = stages.at(-1) as Stage;
  const kinds = new Map<InstructionKind, Instruction[]>();
  for (const instruction of instructions) {
    push(kinds, instruction.kind, instruction);
    const trigger = triggers.get(instruction);
    if (trigger !== undefined) push(kinds, trigger.kind, trigger);
  }
  let commands: readonly RunCommand[] | undefined;
  let byName: Map<string, RunCommand[]> | undefined;
  const runs = (kinds.get('RUN') ?? []) as RunInstruction[];
  return {
    text,
    escape,
    directives,
    comments,
    instructions,
    globalArguments,
    stages,
    finalStage,
    syntaxes,
    bases: builder.bases,
    stageNamed: (name, before) => findStage(stages, name, before?.stage?.index ?? stages.length),
    ofKind: <K extends InstructionKind>(kind: K) => (kinds.get(kind) ?? []) as unknown as readonly InstructionOf<K>[],
    get commands() {
      return (commands ??= runs.flatMap((run) => run.commands));
    },
    commandsNamed(name) {
      if (byName === undefined) {
        byName = new Map();
        for (const command of this.commands) push(byName, command.name, command);
      }
      return byName.get(name) ?? [];
    },
    instructionAt(offset) {
      let low = 0;
      let high = instructions.length - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const instruction = instructions[middle] as Instruction;
        if (offset < instruction.span.start) high = middle - 1;
        else if (offset > instruction.span.end) low = middle + 1;
        else return instruction;
      }
      return undefined;
    },
  };
}

function findStage(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  const lower = name.toLowerCase();
  for (let i = Math.min(before, stages.length) - 1; i >= 0; i--) {
    if (stages[i]?.name?.toLowerCase() === lower) return stages[i];
  }
  if (/^\d+$/.test(name)) {
    const index = Number(name);
    return index < before ? stages[index] : undefined;
  }
  return undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class ModelBuilder {
  /** Bases by image text, kept from version to version: looking one up is dear beside all else. */
  readonly bases = new Map<string, Base>();
  readonly #known: ReadonlyMap<string, Base> | undefined;
  readonly #escape: '\\' | '`';
  readonly #instructions: Instruction[] = [];
  readonly #stages: Mutable<Stage>[] = [];
  readonly #globals = new Map<string, Declaration>();
  readonly #globalArguments: InstructionOf<'ARG'>[] = [];
  readonly #triggers = new Map<Instruction, Instruction>();
  #global = globalPoint();
  #point: StagePoint | undefined;

  constructor(escape: '\\' | '`', known: ReadonlyMap<string, Base> | undefined) {
    this.#escape = escape;
    this.#known = known;
  }

  add(syntax: InstructionSyntax): void {
    if (syntax.kind === 'FROM') {
      this.#startStage(syntax);
      return;
    }
    const stage = this.#stages.at(-1);
    if (stage === undefined && syntax.kind === 'ARG') {
      const instruction = this.#instruction(syntax, undefined, this.#global, undefined) as InstructionOf<'ARG'>;
      this.#global = this.#global.after(instruction, this.#escape);
      for (const pair of instruction.pairs) {
        const declaration = this.#global.declarationOf(pair.name.value);
        if (declaration !== undefined) this.#globals.set(pair.name.value, declaration);
      }
      this.#globalArguments.push(instruction);
      this.#instructions.push(instruction);
      return;
    }
    const current = stage ?? this.#implicitStage();
    const point = this.#point ?? this.#global;
    const instruction = this.#instruction(syntax, current, point, undefined);
    this.#instructions.push(instruction);
    (current.instructions as Instruction[]).push(instruction);
    this.#point = point.after(instruction, this.#escape);
    if (instruction.kind === 'CMD') current.cmd = instruction;
    else if (instruction.kind === 'ENTRYPOINT') {
      current.entrypoint = instruction;
      // An ENTRYPOINT of one's own resets a CMD that came from the image below: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact.
      if (current.cmd?.stage !== current) current.cmd = undefined;
    } else if (instruction.kind === 'HEALTHCHECK') current.healthcheck = instruction;
  }

  finish(): {
    instructions: Instruction[];
    stages: Stage[];
    globalArguments: InstructionOf<'ARG'>[];
    triggers: Map<Instruction, Instruction>;
  } {
    if (this.#stages.length === 0) this.#implicitStage();
    this.#closeStage();
    const last = this.#stages.at(-1);
    if (last !== undefined) last.isFinal = true;
    return { instructions: this.#instructions, stages: this.#stages, globalArguments: this.#globalArguments, triggers: this.#triggers };
  }

  #closeStage(): void {
    const stage = this.#stages.at(-1);
    if (stage !== undefined && this.#point !== undefined) stage.end = this.#point;
  }

  #implicitStage(): Mutable<Stage> {
    const base: Base = { image: undefined, facts: undefined, scratch: false, windows: false };
    return this.#openStage(undefined, undefined, undefined, base, stageStart(base, this.#globals));
  }

  #openStage(
    from: InstructionOf<'FROM'> | undefined,
    name: string | undefined,
    parent: Stage | undefined,
    base: Base,
    start: StagePoint,
  ): Mutable<Stage> {
    const stage: Mutable<Stage> = {
      index: this.#stages.length,
      implicit: from === undefined,
      from,
      name,
      instructions: [],
      parent,
      base,
      end: start,
      isFinal: false,
      earlier: [...this.#stages],
      globalArguments: this.#globalArguments,
      uses: [],
      cmd: parent?.cmd,
      entrypoint: parent?.entrypoint,
      healthcheck: parent?.healthcheck,
    };
    this.#stages.push(stage);
    this.#point = start;
    return stage;
  }

  #startStage(syntax: InstructionSyntax): void {
    this.#closeStage();
    const [image] = syntax.words;
    const expansion = image === undefined ? undefined : expand(image.text, this.#global.lookup, this.#escape);
    const found = expansion?.complete === true ? findStage(this.#stages, expansion.value, this.#stages.length) : undefined;
    // A number never names a stage in FROM, only in --from.
    const parent = found?.name?.toLowerCase() === expansion?.value.toLowerCase() ? found : undefined;
    const reference =
      expansion?.complete === true && expansion.value !== '' && parent === undefined ? parseImageReference(expansion.value) : undefined;
    const base = parent?.base ?? this.#base(reference);
    const from = new FromNode(syntax, this.#place(undefined, this.#global, undefined), reference, parent);
    const start = parent === undefined ? stageStart(base, this.#globals) : (parent.end as StagePoint);
    const stage = this.#openStage(from, from.alias?.text, parent, base, start);
    from.stage = stage;
    this.#instructions.push(from);
    if (parent !== undefined) (parent.uses as StageUse[]).push({ kind: 'from', instruction: from, by: stage });
  }

  #base(reference: ImageReference | undefined): Base {
    const key = reference?.text ?? '';
    const base = this.bases.get(key) ?? this.#known?.get(key) ?? baseOf(reference);
    this.bases.set(key, base);
    return base;
  }

  #place(stage: Stage | undefined, before: StagePoint, onbuild: OnbuildInstruction | undefined): Placement {
    return { index: this.#instructions.length, stage, before, onbuild };
  }

  #instruction(
    syntax: InstructionSyntax,
    stage: Stage | undefined,
    before: StagePoint,
    onbuild: OnbuildInstruction | undefined,
  ): Instruction {
    const place = this.#place(stage, before, onbuild);
    switch (syntax.kind) {
      case 'RUN': {
        const run = new RunNode(syntax, place);
        if (stage !== undefined) for (const mount of run.mounts) this.#use('mount', mount.option('from')?.value?.value, run, stage);
        return run;
      }
      case 'COPY': {
        const from = syntax.flags.find((flag) => flag.name === 'from');
        const name = from?.value === undefined ? undefined : expand(from.value.value, before.lookup, this.#escape);
        const copy = new CopyNode(syntax, place, name, (wanted) => findStage(this.#stages, wanted, stage?.index ?? 0));
        if (stage !== undefined && name?.complete === true) this.#use('copy', name.value, copy, stage);
        return copy;
      }
      case 'ONBUILD': {
        const instruction = new OnbuildNode(syntax, place);
        if (syntax.trigger !== undefined) {
          instruction.trigger = this.#instruction(syntax.trigger, stage, before, instruction);
          this.#triggers.set(instruction, instruction.trigger);
        }
        return instruction;
      }
      case 'CMD':
        return new CmdNode(syntax, place);
      case 'ENTRYPOINT':
        return new EntrypointNode(syntax, place);
      case 'HEALTHCHECK':
        return new HealthcheckNode(syntax, place);
      case 'ADD':
        return new AddNode(syntax, place);
      case 'ENV':
        return new EnvNode(syntax, place);
      case 'ARG':
        return new ArgNode(syntax, place);
      case 'LABEL':
        return new LabelNode(syntax, place);
      case 'USER':
        return new UserNode(syntax, place);
      case 'WORKDIR':
        return new WorkdirNode(syntax, place);
      case 'SHELL':
        return new ShellNode(syntax, place);
      case 'VOLUME':
        return new VolumeNode(syntax, place);
      case 'EXPOSE':
      case 'STOPSIGNAL':
      case 'MAINTAINER':
        return new PlainNode(syntax, place, syntax.kind);
      // FROM gets here behind ONBUILD alone, where it is not allowed.
      default:
        return new UnknownNode(syntax, place);
    }
  }

  #use(kind: StageUse['kind'], name: string | undefined, instruction: Instruction, by: Stage): void {
    if (name === undefined) return;
    const used = findStage(this.#stages, name, by.index);
    if (used !== undefined) (used.uses as StageUse[]).push({ kind, instruction, by });
  }
}

function baseOf(image: ImageReference | undefined): Base {
  const scratch = image?.text === 'scratch';
  const facts = image === undefined || scratch ? undefined : baseImageFacts(image.repository, image.tag);
  const windows =
    facts?.family === 'windows' ||
    image?.repository.startsWith('mcr.microsoft.com/windows/') === true ||
    /nanoserver|windowsservercore/.test(image?.tag ?? '');
  return { image, facts, scratch, windows };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
