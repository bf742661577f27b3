import { readSources, type ContextSource } from './contextSources.js';
import { imageSpans, parseImageReference, type ImageReference, type ImageSpans } from './image.js';
import type {
  AddInstruction,
  ArgInstruction,
  Base,
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
  StageUse,
  State,
  UnknownInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './model.js';
import type { Span } from '../../engine/text/span.js';
import { ownState, ownSurroundings, type Looks, type Piece } from '../../engine/pieces.js';
import * as looked from './looks.js';
import type { ShellScript } from './shell.js';
import type { StagePoint } from './state.js';
import type { InstructionSyntax } from './syntax.js';
import { expand, type Expansion } from './variables.js';
import type { Flag, Word } from './words.js';

// An instruction of the model is its syntax, which outlives versions of the document, and the place where it stands.
// Getters keep that place small: a model of 400 instructions is made anew on every key. Those that tell more than the
// instruction's own text put it down in `looks`.

/** Where an instruction stands. */
export interface Placement {
  readonly looks: Looks;
  readonly index: number;
  stage: Stage | undefined;
  readonly before: StagePoint;
  readonly onbuild: OnbuildInstruction | undefined;
}

// Fields are declared without being defined, which would write each of them twice.
export abstract class Node implements Piece {
  abstract readonly kind: string;
  declare readonly syntax: InstructionSyntax;
  declare readonly place: Placement;

  constructor(syntax: InstructionSyntax, place: Placement) {
    this.syntax = syntax;
    this.place = place;
  }

  get index(): number {
    this.place.looks.mask |= looked.structure;
    return this.place.index;
  }
  get stage(): Stage | undefined {
    // Its FROM is among what is in force here.
    this.lookAtState();
    return this.place.stage;
  }
  get before(): State {
    this.lookAtState();
    return this.place.before;
  }
  get onbuild(): OnbuildInstruction | undefined {
    return this.place.onbuild;
  }

  /** Of what is judged, and of its surroundings, what is in force there is known more closely. */
  protected lookAtState(): void {
    this.place.looks.mask |= this.isJudged ? ownState : this.#stands(ownSurroundings, looked.states);
  }

  /** `around` where it stands in the stage that is judged, or in one below it. */
  #stands(around: number, elsewhere: number): number {
    const { stage } = this.place;
    return stage instanceof StageNode && stage.isAroundJudged ? around : elsewhere;
  }

  /** How shell text is read here. */
  protected lookAtShell(): void {
    this.place.looks.mask |= this.#stands(ownSurroundings, looked.shells);
  }

  /** Whether it is the instruction that is judged, or its trigger. */
  protected get isJudged(): boolean {
    const { looks, index } = this.place;
    return looks.piece instanceof Node && looks.piece.place.index === index;
  }

  get key(): object {
    return this.syntax;
  }
  get state(): number {
    return this.place.before.id;
  }
  get surroundings(): number {
    const { stage } = this.place;
    return stage instanceof StageNode ? stage.parts.content : 0;
  }
  get reading(): string {
    return this.place.before.shell.posix ? 'posix' : '';
  }
  anchored({ start, end }: Span): Span | undefined {
    const { origin, span } = this.syntax;
    return start < span.start || end > span.end ? undefined : origin.span(start - origin.offset, end - origin.offset);
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
  get escape() {
    return this.syntax.escape;
  }
  get logical() {
    return this.syntax.logical;
  }

  expand(text: string): Expansion {
    // What has no variables is the same everywhere.
    if (!hasVariables(text, this.syntax.escape)) return { value: text, complete: true };
    this.lookAtState();
    return expand(text, this.place.before.lookup, this.syntax.escape);
  }
}

const hasVariables = (text: string, escape: string): boolean => text.includes('$') || text.includes(escape);

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
    const { before } = this.place;
    // Of the instruction that is judged this is its `reading`.
    if (!this.isJudged) this.lookAtShell();
    return before.shell.posix || this.syntax.json?.valid === true ? this.syntax.script() : undefined;
  }
}

export class FromNode extends Node implements FromInstruction {
  readonly kind = 'FROM';
  declare readonly known: { readonly reference: ImageReference | undefined; readonly stage: Stage | undefined };

  constructor(syntax: InstructionSyntax, place: Placement, reference: ImageReference | undefined, stageReference: Stage | undefined) {
    super(syntax, place);
    this.known = { reference, stage: stageReference };
  }

  get reference(): ImageReference | undefined {
    this.place.looks.mask |= looked.stages;
    return this.known.reference;
  }
  get stageReference(): Stage | undefined {
    this.place.looks.mask |= looked.stages;
    return this.known.stage;
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
  /** Half a dozen rules ask for them. */
  #contextSources: readonly ContextSource[] | undefined;
  #sources: readonly Word[] | undefined;

  get contextSources(): readonly ContextSource[] {
    if (this.#contextSources === undefined) this.#contextSources = readSources(this as unknown as CopyInstruction | AddInstruction);
    else if (hasVariables(this.syntax.source, this.syntax.escape)) this.lookAtState();
    return this.#contextSources;
  }
  get sources(): readonly Word[] {
    const { heredocs } = this.syntax;
    return (this.#sources ??= this.#paths
      .slice(0, -1)
      .filter((word) => !heredocs.some((heredoc) => heredoc.operator.start === word.span.start)));
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
  declare readonly known: { readonly stage: Stage | undefined; readonly image: ImageReference | undefined };

  constructor(
    syntax: InstructionSyntax,
    place: Placement,
    fromName: Expansion | undefined,
    findStage: (name: string) => Stage | undefined,
  ) {
    super(syntax, place);
    const name = fromName?.complete === true ? fromName.value : '';
    const stage = name === '' ? undefined : findStage(name);
    this.known = { stage, image: name !== '' && stage === undefined && !/^\d+$/.test(name) ? parseImageReference(name) : undefined };
  }

  get fromStage(): Stage | undefined {
    this.#lookAtSource();
    return this.known.stage;
  }
  get fromImage(): ImageReference | undefined {
    this.#lookAtSource();
    return this.known.image;
  }
  /** Its name may hold variables. */
  #lookAtSource(): void {
    if (this.from === undefined) return;
    this.place.looks.mask |= looked.stages;
    this.lookAtState();
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

  get user(): string {
    return this.#parts[0] ?? '';
  }
  get group(): string | undefined {
    return this.#parts[1];
  }
  get complete(): boolean {
    return this.#name.complete;
  }
  get #name(): Expansion {
    return this.expand(stripQuotes(this.syntax.words[0]?.text ?? ''));
  }
  get #parts(): readonly string[] {
    const { value } = this.#name;
    const colon = value.indexOf(':');
    return colon === -1 ? [value] : [value.slice(0, colon), value.slice(colon + 1)];
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

/** A stage; whoever has it has looked at its FROM, and at those of the stages that it is built on: at its state as a piece. */
export class StageNode implements Stage, Piece {
  readonly kind = 'STAGE';
  declare readonly from: FromInstruction | undefined;
  declare readonly parent: Stage | undefined;
  declare readonly base: Base;
  declare readonly globalArguments: readonly ArgInstruction[];
  /** What the parser adds to. */
  declare readonly parts: StageParts;

  constructor(looks: Looks, start: StageStart) {
    this.from = start.from;
    this.parent = start.parent;
    this.base = start.base;
    this.globalArguments = start.globalArguments;
    const above = start.parent instanceof StageNode ? start.parent.parts : undefined;
    this.parts = {
      looks,
      index: start.index,
      earlier: start.earlier,
      instructions: [],
      uses: [],
      start: start.point.id,
      end: start.point,
      content: 0,
      isFinal: false,
      cmd: above?.cmd,
      entrypoint: above?.entrypoint,
      healthcheck: above?.healthcheck,
    };
  }

  get implicit(): boolean {
    return this.from === undefined;
  }
  get name(): string | undefined {
    return this.from?.alias?.text;
  }
  get index(): number {
    return this.#lookedAt(looked.structure).index;
  }
  get earlier(): readonly Stage[] {
    return this.#lookedAt(looked.stages).earlier;
  }
  get isFinal(): boolean {
    return this.#lookedAt(looked.structure).isFinal;
  }
  get instructions(): readonly Instruction[] {
    return this.#lookedInto(looked.everything).instructions;
  }
  get uses(): readonly StageUse[] {
    return this.#lookedAt(looked.uses).uses;
  }
  get end(): State {
    return this.#lookedInto(looked.states).end;
  }
  get cmd(): CmdInstruction | undefined {
    return this.#lookedInto(looked.bitOf('CMD') | looked.stages).cmd;
  }
  get entrypoint(): EntrypointInstruction | undefined {
    return this.#lookedInto(looked.bitOf('ENTRYPOINT') | looked.stages).entrypoint;
  }
  get healthcheck(): HealthcheckInstruction | undefined {
    return this.#lookedInto(looked.bitOf('HEALTHCHECK') | looked.stages).healthcheck;
  }

  get key(): object {
    // Its FROM as an instruction has the syntax itself.
    return this.from === undefined ? this.parts.looks : (this.from as FromNode).syntax.links;
  }
  get state(): number {
    return this.parts.start;
  }
  get surroundings(): number {
    return this.parts.content;
  }
  get reading(): string {
    return '';
  }
  anchored(span: Span): Span | undefined {
    const from = (this.from as FromNode | undefined)?.anchored(span);
    if (from !== undefined) return from;
    for (const instruction of this.parts.instructions) {
      const anchored = (instruction as Instruction & Node).anchored(span);
      if (anchored !== undefined) return anchored;
    }
    return undefined;
  }

  /** Whether it is judged or the instruction that is judged stands in it, or in a stage that is built on it. */
  get isAroundJudged(): boolean {
    const { piece } = this.parts.looks;
    let stage: Stage | undefined = piece instanceof Node ? piece.place.stage : piece instanceof StageNode ? piece : undefined;
    while (stage !== undefined && stage !== this) stage = stage.parent;
    return stage === this;
  }

  /** At its instructions, which are `mask` where they are not those around the one that is judged. */
  #lookedInto(mask: number): StageParts {
    return this.#lookedAt(this.isAroundJudged ? ownSurroundings : mask);
  }

  #lookedAt(mask: number): StageParts {
    this.parts.looks.mask |= mask;
    return this.parts;
  }
}

export interface StageStart {
  readonly index: number;
  readonly from: FromInstruction | undefined;
  readonly parent: Stage | undefined;
  readonly base: Base;
  readonly earlier: readonly Stage[];
  readonly globalArguments: readonly ArgInstruction[];
  readonly point: StagePoint;
}

interface StageParts {
  readonly looks: Looks;
  readonly index: number;
  readonly earlier: readonly Stage[];
  readonly instructions: Instruction[];
  readonly uses: StageUse[];
  /** What the point is called at which it starts. */
  readonly start: number;
  end: StagePoint;
  /** Equal for stages of two versions with the same instructions, those of the stages below counted. */
  content: number;
  isFinal: boolean;
  cmd: CmdInstruction | undefined;
  entrypoint: EntrypointInstruction | undefined;
  healthcheck: HealthcheckInstruction | undefined;
}
