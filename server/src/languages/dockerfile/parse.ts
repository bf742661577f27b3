import { baseImageFacts } from './baseImages.js';
import { cutChunks, type Chunk } from './chunks.js';
import { parseImageReference, type ImageReference } from './image.js';
import { Looks } from '../../engine/pieces.js';
import { Origin } from '../../engine/text/origin.js';
import { ownText } from '../../engine/text/ownText.js';
import { changesBetween } from './looks.js';
import type { Base, Declaration, Instruction, InstructionKind, InstructionOf, OnbuildInstruction, Stage, StageUse } from './model.js';
import { CopyNode, FromNode, OnbuildNode, RunNode, StageNode, type ArgNode, type Node, type Placement } from './nodes.js';
import { DockerfileModel, findStage, push, type Built, type ParsedDockerfile, type Read } from './parsed.js';
import { recut, type Recut } from './recut.js';
import { nameBehind, nodeOf, replaceInstruction } from './replace.js';
import { globalPoint, stageStart, type StagePoint } from './state.js';
import { readInstruction, type InstructionSyntax } from './syntax.js';
import { expand } from './variables.js';

export type { ParsedDockerfile } from './parsed.js';

/** What gives away instructions that are read already. */
export interface Shelf {
  /** Which image stands for which base; what is looked up is added. */
  readonly bases: Map<string, Base>;
  take(source: string): InstructionSyntax | undefined;
}

/**
 * Reads any text as a Dockerfile. With `previous`, instructions whose text did not change are not read again; the
 * previous model is used up: its nodes and spans move on. The same with instructions that `shelf` gives away.
 */
export function parseDockerfile(document: string, previous?: ParsedDockerfile, shelf?: Shelf): ParsedDockerfile {
  // An editor shows a bare carriage return as a line break, and the protocol counts it as one; the offsets stay.
  const text = document.includes('\r') ? document.replace(/\r(?!\n)/g, '\n') : document;
  const again = previous === undefined ? undefined : recut(previous.read, text);
  if (previous !== undefined && again !== undefined) {
    const { directives, escape } = previous.read;
    return next(previous, { text, escape, directives, comments: again.comments, looks: previous.looks }, again);
  }
  const { chunks, comments, directives, escape } = cutChunks(text);
  if (previous?.escape === escape)
    return next(previous, { text, escape, directives, comments, looks: previous.looks }, { before: 0, behind: 0, by: 0, chunks });
  const looks = new Looks();
  const own = escape === '\\' ? shelf : undefined;
  const syntaxes = chunks.map((chunk) => {
    const source = text.slice(chunk.span.start, chunk.span.end);
    return placed(own?.take(source), source, chunk, escape);
  });
  const builder = new ModelBuilder(escape, looks, own?.bases ?? previous?.built.bases, 0, own?.bases);
  for (const syntax of syntaxes) builder.add(syntax);
  return new DockerfileModel({ text, escape, directives, comments, syntaxes, looks }, builder.finish());
}

function placed(known: InstructionSyntax | undefined, source: string, chunk: Chunk, escape: '\\' | '`'): InstructionSyntax {
  if (known === undefined) return readInstruction(source, chunk, escape, new Origin(chunk.span.start));
  known.origin.offset = chunk.span.start;
  return known;
}

/** The version behind `previous`. Of most edits nearly all instructions are left, and most edits change no more than one. */
function next(previous: ParsedDockerfile, read: Omit<Read, 'syntaxes'>, cut: Omit<Recut, 'comments'>): ParsedDockerfile {
  const { syntaxes: known, built, escape, looks } = previous;
  const until = known.length - cut.behind;
  if (cut.by !== 0) for (let i = until; i < known.length; i++) (known[i] as InstructionSyntax).origin.offset += cut.by;
  const old = known.slice(cut.before, until);
  const present = carriedSyntaxes(old, cut.chunks, read.text, escape);
  let start = 0;
  while (start < old.length && start < present.length && old[start] === present[start]) start++;
  let end = 0;
  const most = Math.min(old.length, present.length) - start;
  while (end < most && old[old.length - 1 - end] === present[present.length - 1 - end]) end++;
  const gone = old.slice(start, old.length - end);
  const come = present.slice(start, present.length - end);
  if (gone.length === 0 && come.length === 0) return previous.again({ ...read, syntaxes: known }, built.points);
  const index = cut.before + start;
  const syntaxes = [...known.slice(0, index), ...come, ...known.slice(index + gone.length)];
  looks.changed |= changesBetween(gone, come, known.slice(0, index));
  const [syntax] = come;
  const replaced = gone.length === 1 && come.length === 1 && syntax !== undefined ? replaceInstruction(built, index, syntax) : undefined;
  if (replaced !== undefined) return previous.again({ ...read, syntaxes }, replaced.points, replaced.node);
  const builder = new ModelBuilder(escape, looks, built.bases, built.points, undefined);
  for (const each of syntaxes) builder.add(each);
  return new DockerfileModel({ ...read, syntaxes }, builder.finish());
}

/**
 * What of the version before is kept for each text. Above an edit and below it everything stays in its place; only what lies
 * between is looked for by its text, and of several with one text the first is the first again.
 */
function carriedSyntaxes(
  before: readonly InstructionSyntax[],
  chunks: readonly Chunk[],
  text: string,
  escape: '\\' | '`',
): InstructionSyntax[] {
  const sources = chunks.map(({ span }) => text.slice(span.start, span.end));
  const carried = Array.from<InstructionSyntax | undefined>({ length: sources.length });
  let start = 0;
  while (start < before.length && start < sources.length && before[start]?.source === sources[start]) {
    carried[start] = before[start];
    start++;
  }
  let end = 0;
  const most = Math.min(before.length, sources.length) - start;
  while (end < most && before[before.length - 1 - end]?.source === sources[sources.length - 1 - end]) {
    carried[sources.length - 1 - end] = before[before.length - 1 - end];
    end++;
  }
  const between = new Map<string, InstructionSyntax[]>();
  for (const syntax of before.slice(start, before.length - end).reverse()) push(between, syntax.source, syntax);
  for (let i = start; i < sources.length - end; i++) carried[i] = between.get(sources[i] ?? '')?.pop();
  return chunks.map((chunk, i) => placed(carried[i], carried[i] === undefined ? ownText(sources[i] ?? '') : '', chunk, escape));
}

/** All others leave the point as it is. */
const statefulKinds: ReadonlySet<InstructionKind> = new Set(['USER', 'WORKDIR', 'SHELL', 'ENV', 'ARG']);

class ModelBuilder {
  /** Bases by image text, kept from version to version: looking one up is dear beside all else. */
  readonly bases = new Map<string, Base>();
  readonly #known: ReadonlyMap<string, Base> | undefined;
  readonly #shelved: Map<string, Base> | undefined;
  readonly #escape: '\\' | '`';
  readonly #looks: Looks;
  #points: number;
  readonly #instructions: (Instruction & Node)[] = [];
  readonly #stages: StageNode[] = [];
  readonly #globals = new Map<string, Declaration>();
  readonly #globalArguments: InstructionOf<'ARG'>[] = [];
  readonly #triggers = new Map<Instruction, Instruction>();
  #global = globalPoint();
  #point: StagePoint | undefined;

  constructor(
    escape: '\\' | '`',
    looks: Looks,
    known: ReadonlyMap<string, Base> | undefined,
    points: number,
    shelved: Map<string, Base> | undefined,
  ) {
    this.#shelved = shelved;
    this.#escape = escape;
    this.#looks = looks;
    this.#known = known;
    this.#points = points;
  }

  add(syntax: InstructionSyntax): void {
    if (syntax.kind === 'FROM') {
      this.#startStage(syntax);
      return;
    }
    const stage = this.#stages.at(-1);
    if (stage === undefined && syntax.kind === 'ARG') {
      const instruction = this.#instruction(syntax, undefined, this.#global, undefined) as ArgNode;
      this.#global = this.#global.after(instruction, this.#escape, this.#behind('point', syntax, this.#global.id));
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
    const { parts } = current;
    parts.instructions.push(instruction);
    parts.content = this.#behind('content', syntax, parts.content);
    this.#point = statefulKinds.has(instruction.kind)
      ? point.after(instruction, this.#escape, this.#behind('point', syntax, point.id))
      : point;
    if (instruction.kind === 'CMD') parts.cmd = instruction;
    else if (instruction.kind === 'ENTRYPOINT') {
      parts.entrypoint = instruction;
      // An ENTRYPOINT of one's own resets a CMD that came from the image below: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact.
      if (parts.cmd?.stage !== current) parts.cmd = undefined;
    } else if (instruction.kind === 'HEALTHCHECK') parts.healthcheck = instruction;
  }

  #behind(of: 'point' | 'content', syntax: InstructionSyntax, before: number, parent = 0): number {
    const name = nameBehind(of, syntax, before, parent, this.#points);
    this.#points = Math.max(name, this.#points);
    return name;
  }

  finish(): Built {
    if (this.#stages.length === 0) this.#implicitStage();
    this.#closeStage();
    const last = this.#stages.at(-1);
    if (last !== undefined) last.parts.isFinal = true;
    return {
      instructions: this.#instructions,
      stages: this.#stages,
      globalArguments: this.#globalArguments,
      triggers: this.#triggers,
      bases: this.bases,
      points: this.#points,
    };
  }

  #closeStage(): void {
    const stage = this.#stages.at(-1);
    if (stage !== undefined && this.#point !== undefined) stage.parts.end = this.#point;
  }

  #implicitStage(): StageNode {
    const base: Base = { image: undefined, facts: undefined, scratch: false, windows: false };
    // No syntax stands for it; names below zero are nobody else's.
    return this.#openStage(undefined, undefined, base, stageStart(base, this.#globals, -1 - this.#global.id));
  }

  #openStage(from: FromNode | undefined, parent: Stage | undefined, base: Base, point: StagePoint): StageNode {
    const earlier = [...this.#stages];
    const start = { index: earlier.length, from, parent, base, earlier, globalArguments: this.#globalArguments, point };
    const stage = new StageNode(this.#looks, start);
    stage.parts.content = point.id;
    this.#stages.push(stage);
    this.#point = point;
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
    const start = parent?.parts.end ?? stageStart(base, this.#globals, this.#behind('point', syntax, this.#global.id));
    const stage = this.#openStage(from, parent, base, start);
    from.place.stage = stage;
    stage.parts.content = this.#behind('content', syntax, this.#global.id, parent?.parts.content);
    this.#instructions.push(from);
    parent?.parts.uses.push({ kind: 'from', instruction: from, by: stage });
  }

  #base(reference: ImageReference | undefined): Base {
    const key = reference?.text ?? '';
    const base = this.bases.get(key) ?? this.#known?.get(key) ?? baseOf(reference);
    this.bases.set(key, base);
    this.#shelved?.set(key, base);
    return base;
  }

  #place(stage: Stage | undefined, before: StagePoint, onbuild: OnbuildInstruction | undefined): Placement {
    return { looks: this.#looks, index: this.#instructions.length, stage, before, onbuild };
  }

  #instruction(
    syntax: InstructionSyntax,
    stage: Stage | undefined,
    before: StagePoint,
    onbuild: OnbuildInstruction | undefined,
  ): Instruction & Node {
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
      default:
        return nodeOf(syntax, place);
    }
  }

  #use(kind: StageUse['kind'], name: string | undefined, instruction: Instruction, by: Stage): void {
    if (name === undefined) return;
    const used = findStage(this.#stages, name, by.index);
    used?.parts.uses.push({ kind, instruction, by });
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
