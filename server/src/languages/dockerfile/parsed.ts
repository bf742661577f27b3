import { beyond, type Looks } from '../../engine/pieces.js';
import { bitOf, everything, globalArguments, shells, stages } from './looks.js';
import type {
  ArgInstruction,
  Base,
  CommentLine,
  Directive,
  Dockerfile,
  Instruction,
  InstructionKind,
  InstructionOf,
  RunCommand,
  RunInstruction,
  Stage,
} from './model.js';
import type { Node, StageNode } from './nodes.js';
import type { InstructionSyntax } from './syntax.js';

/** A model with what the next parse of the same document can take over. */
export interface ParsedDockerfile extends Dockerfile {
  readonly syntaxes: readonly InstructionSyntax[];
  readonly looks: Looks;
  readonly read: Read;
  readonly built: Built;
  readonly nodes: readonly (Instruction & Node)[];
  /** Kinds of instructions that the file has, those of triggers too. */
  readonly kinds: Iterable<InstructionKind>;
  /** Programs that its RUN instructions call, each once. */
  readonly programs: readonly string[];
  nodeAt(offset: number): (Instruction & Node) | undefined;
  /** The same instructions in another text, with `replaced` in the place of the one of its number. Uses this model up. */
  again(read: Read, points: number, replaced?: Instruction & Node): ParsedDockerfile;
}

const none: readonly never[] = [];

/** What the parser made of the instructions. */
export interface Built {
  readonly instructions: readonly (Instruction & Node)[];
  readonly stages: readonly StageNode[];
  readonly globalArguments: readonly ArgInstruction[];
  readonly triggers: ReadonlyMap<Instruction, Instruction>;
  readonly bases: ReadonlyMap<string, Base>;
  /** How many points have a name. */
  readonly points: number;
}

/** A Dockerfile whose getters put down in `looks` what is read of it. */
export class DockerfileModel implements ParsedDockerfile {
  readonly escape: '\\' | '`';
  readonly syntaxes: readonly InstructionSyntax[];
  readonly looks: Looks;
  readonly read: Read;
  readonly built: Built;
  readonly #kinds: Map<InstructionKind, Instruction[]>;
  #commands: readonly RunCommand[] | undefined;
  #byName: Map<string, RunCommand[]> | undefined;

  constructor(read: Read, built: Built, kinds: Map<InstructionKind, Instruction[]> = kindsOf(built)) {
    this.escape = read.escape;
    this.syntaxes = read.syntaxes;
    this.looks = read.looks;
    this.read = read;
    this.built = built;
    this.#kinds = kinds;
  }

  again(read: Read, points: number, replaced?: Instruction & Node): DockerfileModel {
    if (replaced === undefined) {
      const same = new DockerfileModel(read, { ...this.built, points }, this.#kinds);
      same.#commands = this.#commands;
      same.#byName = this.#byName;
      return same;
    }
    const instructions = [...this.built.instructions];
    const old = instructions[replaced.place.index] as Instruction;
    instructions[replaced.place.index] = replaced;
    const kinds = new Map(this.#kinds);
    kinds.set(
      replaced.kind,
      (kinds.get(replaced.kind) ?? []).map((instruction) => (instruction === old ? replaced : instruction)),
    );
    const model = new DockerfileModel(read, { ...this.built, instructions, points }, kinds);
    if (replaced.kind !== 'RUN') {
      model.#commands = this.#commands;
      model.#byName = this.#byName;
    }
    return model;
  }

  get text(): string {
    this.looks.mask |= beyond;
    return this.read.text;
  }
  get directives(): readonly Directive[] {
    this.looks.mask |= beyond;
    return this.read.directives;
  }
  get comments(): readonly CommentLine[] {
    this.looks.mask |= beyond;
    return this.read.comments;
  }
  get nodes(): readonly (Instruction & Node)[] {
    return this.built.instructions;
  }
  get instructions(): readonly Instruction[] {
    this.looks.mask |= everything;
    return this.built.instructions;
  }
  get globalArguments(): readonly ArgInstruction[] {
    this.looks.mask |= globalArguments;
    return this.built.globalArguments;
  }
  get stages(): readonly Stage[] {
    this.looks.mask |= stages;
    return this.built.stages;
  }
  get finalStage(): Stage {
    return this.stages.at(-1) as Stage;
  }
  get commands(): readonly RunCommand[] {
    this.looks.mask |= bitOf('RUN') | shells;
    return (this.#commands ??= ((this.#kinds.get('RUN') ?? []) as RunInstruction[]).flatMap((run) => run.commands));
  }

  stageNamed(name: string, before?: Instruction): Stage | undefined {
    return findStage(this.stages, name, before?.stage?.index ?? this.stages.length);
  }

  ofKind<K extends InstructionKind>(kind: K): readonly InstructionOf<K>[] {
    this.looks.mask |= bitOf(kind);
    return (this.#kinds.get(kind) ?? none) as unknown as readonly InstructionOf<K>[];
  }

  commandsNamed(name: string): readonly RunCommand[] {
    this.looks.mask |= bitOf('RUN') | shells;
    return this.#commandsByName().get(name) ?? none;
  }

  get kinds(): Iterable<InstructionKind> {
    return this.#kinds.keys();
  }
  get programs(): readonly string[] {
    return [...this.#commandsByName().keys()];
  }

  #commandsByName(): ReadonlyMap<string, readonly RunCommand[]> {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const command of this.commands) push(this.#byName, command.name, command);
    }
    return this.#byName;
  }

  instructionAt(offset: number): Instruction | undefined {
    this.looks.mask |= beyond;
    return this.nodeAt(offset);
  }

  nodeAt(offset: number): (Instruction & Node) | undefined {
    const { instructions } = this.built;
    let low = 0;
    let high = instructions.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const instruction = instructions[middle] as Instruction & Node;
      if (offset < instruction.span.start) high = middle - 1;
      else if (offset > instruction.span.end) low = middle + 1;
      else return instruction;
    }
    return undefined;
  }
}

function kindsOf({ instructions, triggers }: Built): Map<InstructionKind, Instruction[]> {
  const kinds = new Map<InstructionKind, Instruction[]>();
  for (const instruction of instructions) {
    push(kinds, instruction.kind, instruction as Instruction);
    const trigger = triggers.get(instruction);
    if (trigger !== undefined) push(kinds, trigger.kind, trigger);
  }
  return kinds;
}

/** What stands in the text besides them. */
export interface Read {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly CommentLine[];
  readonly syntaxes: readonly InstructionSyntax[];
  readonly looks: Looks;
}

export function findStage<S extends Stage>(stages: readonly S[], name: string, before: number): S | undefined {
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

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
