import { imageSpans, parseImageReference, type ImageReference, type ImageSpans } from './image.js';
import type {
  AddInstruction,
  ArgInstruction,
  CmdInstruction,
  CopyInstruction,
  EntrypointInstruction,
  EnvInstruction,
  FromInstruction,
  HealthcheckInstruction,
  Instruction,
  LabelInstruction,
  OnbuildInstruction,
  PlainInstruction,
  RunCommand,
  RunInstruction,
  ShellInstruction,
  Stage,
  State,
  UnknownInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './model.js';
import type { ShellScript } from './shell.js';
import type { InstructionSyntax } from './syntax.js';
import { expand, type Expansion } from './variables.js';
import type { Flag, Word } from './words.js';

// An instruction of the model is its syntax, which outlives versions of the document, and the place where it stands.
// Getters keep that place small: a model of 400 instructions is made anew on every key.

/** Where an instruction stands. */
export interface Placement {
  readonly index: number;
  readonly stage: Stage | undefined;
  readonly before: State;
  readonly onbuild: OnbuildInstruction | undefined;
}

// Fields are declared without being defined, which would write each of them twice.
abstract class Node {
  declare readonly syntax: InstructionSyntax;
  declare readonly index: number;
  declare stage: Stage | undefined;
  declare readonly before: State;
  declare readonly onbuild: OnbuildInstruction | undefined;

  constructor(syntax: InstructionSyntax, { index, stage, before, onbuild }: Placement) {
    this.syntax = syntax;
    this.index = index;
    this.stage = stage;
    this.before = before;
    this.onbuild = onbuild;
  }

  get keyword() {
    return this.syntax.keyword;
  }
  get span() {
    return this.syntax.span;
  }
  get head() {
    return this.syntax.head;
  }
  get flags() {
    return this.syntax.flags;
  }
  get words() {
    return this.syntax.words;
  }
  get rest() {
    return this.syntax.rest;
  }
  get heredocs() {
    return this.syntax.heredocs;
  }
  get emptyLines() {
    return this.syntax.emptyLines;
  }
  get variables() {
    return this.syntax.variables;
  }
  get source() {
    return this.syntax.source;
  }
  get logical() {
    return this.syntax.logical;
  }

  expand(text: string): Expansion {
    return expand(text, this.before.lookup, this.syntax.escape);
  }
}

abstract class JsonNode extends Node {
  get json() {
    return this.syntax.json;
  }
}

abstract class CommandNode extends JsonNode {
  get form(): 'exec' | 'shell' {
    return this.syntax.json?.valid === true ? 'exec' : 'shell';
  }
  script(): ShellScript | undefined {
    return this.before.shell.posix || this.syntax.json?.valid === true ? this.syntax.script() : undefined;
  }
}

export class FromNode extends Node implements FromInstruction {
  readonly kind = 'FROM';
  declare readonly reference: ImageReference | undefined;
  declare readonly stageReference: Stage | undefined;

  constructor(syntax: InstructionSyntax, place: Placement, reference: ImageReference | undefined, stageReference: Stage | undefined) {
    super(syntax, place);
    this.reference = reference;
    this.stageReference = stageReference;
  }

  get image(): Word | undefined {
    return this.syntax.words[0];
  }
  get asKeyword(): Word | undefined {
    const second = this.syntax.words[1];
    return second?.text.toUpperCase() === 'AS' ? second : undefined;
  }
  get alias(): Word | undefined {
    return this.asKeyword === undefined ? undefined : this.syntax.words[2];
  }
  get imageSpans(): ImageSpans | undefined {
    const { image, reference, syntax } = this;
    if (image === undefined || reference?.text !== image.text) return undefined;
    const base = image.span.start - syntax.origin.offset;
    return imageSpans(reference, (start, end) => syntax.origin.span(base + start, base + end));
  }
}

export class RunNode extends CommandNode implements RunInstruction {
  readonly kind = 'RUN';

  get mounts() {
    return this.syntax.mounts;
  }
  get commands(): readonly RunCommand[] {
    const script = this.script();
    if (script === undefined) return [];
    const owned = this.syntax.commands(script);
    owned.owner.run = this;
    return owned.commands;
  }
}

export class CmdNode extends CommandNode implements CmdInstruction {
  readonly kind = 'CMD';
}

export class EntrypointNode extends CommandNode implements EntrypointInstruction {
  readonly kind = 'ENTRYPOINT';
}

export class HealthcheckNode extends CommandNode implements HealthcheckInstruction {
  readonly kind = 'HEALTHCHECK';

  get type() {
    return this.syntax.healthcheck?.type;
  }
  get command() {
    return this.syntax.healthcheck?.command;
  }
}

abstract class PathsNode extends JsonNode {
  get sources(): readonly Word[] {
    const { heredocs } = this.syntax;
    const all = this.#paths.slice(0, -1);
    return heredocs.length === 0 ? all : all.filter((word) => !heredocs.some((heredoc) => heredoc.operator.start === word.span.start));
  }
  get destination(): Word | undefined {
    return this.#paths.at(-1);
  }
  get #paths(): readonly Word[] {
    return this.syntax.json?.valid === true ? this.syntax.json.elements : this.syntax.words;
  }
}

export class CopyNode extends PathsNode implements CopyInstruction {
  readonly kind = 'COPY';
  declare readonly fromStage: Stage | undefined;
  declare readonly fromImage: ImageReference | undefined;

  constructor(
    syntax: InstructionSyntax,
    place: Placement,
    fromName: Expansion | undefined,
    findStage: (name: string) => Stage | undefined,
  ) {
    super(syntax, place);
    const name = fromName?.complete === true ? fromName.value : '';
    this.fromStage = name === '' ? undefined : findStage(name);
    this.fromImage = name !== '' && this.fromStage === undefined && !/^\d+$/.test(name) ? parseImageReference(name) : undefined;
  }

  get from(): Flag | undefined {
    return this.syntax.flags.find((flag) => flag.name === 'from');
  }
}

export class AddNode extends PathsNode implements AddInstruction {
  readonly kind = 'ADD';
}

abstract class PairsNode extends Node {
  get pairs() {
    return this.syntax.pairs;
  }
}

export class EnvNode extends PairsNode implements EnvInstruction {
  readonly kind = 'ENV';
}

export class ArgNode extends PairsNode implements ArgInstruction {
  readonly kind = 'ARG';
}

export class LabelNode extends PairsNode implements LabelInstruction {
  readonly kind = 'LABEL';
}

export class UserNode extends Node implements UserInstruction {
  readonly kind = 'USER';
  declare readonly user: string;
  declare readonly group: string | undefined;
  declare readonly complete: boolean;

  constructor(syntax: InstructionSyntax, place: Placement) {
    super(syntax, place);
    const { value, complete } = this.expand(syntax.words[0]?.text ?? '');
    const colon = value.indexOf(':');
    this.user = colon === -1 ? value : value.slice(0, colon);
    this.group = colon === -1 ? undefined : value.slice(colon + 1);
    this.complete = complete;
  }
}

export class WorkdirNode extends Node implements WorkdirInstruction {
  readonly kind = 'WORKDIR';

  get path(): Expansion {
    return this.expand(stripQuotes(this.syntax.rest.text));
  }
}

export class ShellNode extends JsonNode implements ShellInstruction {
  readonly kind = 'SHELL';
}

export class VolumeNode extends JsonNode implements VolumeInstruction {
  readonly kind = 'VOLUME';

  get paths(): readonly Word[] {
    return this.syntax.json?.valid === true ? this.syntax.json.elements : this.syntax.words;
  }
}

export class OnbuildNode extends Node implements OnbuildInstruction {
  readonly kind = 'ONBUILD';
  declare trigger: Instruction | undefined;
}

export class PlainNode extends Node implements PlainInstruction {
  declare readonly kind: PlainInstruction['kind'];

  constructor(syntax: InstructionSyntax, place: Placement, kind: PlainInstruction['kind']) {
    super(syntax, place);
    this.kind = kind;
  }
}

export class UnknownNode extends Node implements UnknownInstruction {
  readonly kind = 'UNKNOWN';
}

const stripQuotes = (text: string): string => (/^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text);
