import type { Command, Operand, Pipeline } from '../template/syntax.js';
import { TemplateText, type Block, type Branch } from './blocks.js';
import { functions } from './functions.js';
import { fieldOf, hole, isList, isMap, printed, truth, unknown, Unknown, unknownWord, type Value, type ValueMap } from './values.js';

// What a template gives with known values, as far as it can be followed.

/** A stretch of the output: the template's own text, or what an action put there. */
export interface Piece {
  readonly text: string;
  /** Where it comes from in the template. */
  readonly from: number;
  readonly to: number;
  /** The template's own text, character by character. */
  readonly isOwn: boolean;
}

export interface Program {
  /** Named templates that the chart sees, with the file that each stands in. */
  readonly define: (name: string) => { readonly file: TemplateText; readonly body: readonly Block[] } | undefined;
  /** What the outermost dot holds. */
  readonly context: ValueMap;
}

/** Templates that do more than this are no manifest that somebody reads. */
const mostSteps = 50_000;
const mostText = 400_000;
const deepestCall = 30;
const deepestBlock = 100;
/** Characters and entries that functions may make in all. */
const mostMade = 8_000_000;
/** Of one list or map, written out. */
const heaviest = 1_000_000;

/** Undefined where Helm refuses the template, or it does more than can be followed. */
export function evaluate(file: TemplateText, program: Program): readonly Piece[] | undefined {
  const { blocks } = file.read;
  if (blocks === undefined) return undefined;
  const run = new Run(program);
  const pieces: Piece[] = [];
  run.blocks(blocks, new Scope(file, program.context, program.context), (text, from, to, isOwn) => {
    if (text !== '') pieces.push({ text, from, to, isOwn });
  });
  return run.isOver ? undefined : pieces;
}

type Out = (text: string, from: number, to: number, isOwn: boolean) => void;

class Scope {
  readonly file: TemplateText;
  readonly dot: Value;
  readonly root: Value;
  readonly variables = new Map<string, Value>();
  readonly above: Scope | undefined;

  constructor(file: TemplateText, dot: Value, root: Value, above?: Scope) {
    this.file = file;
    this.dot = dot;
    this.root = root;
    this.above = above;
  }

  inner(dot: Value): Scope {
    return new Scope(this.file, dot, this.root, this);
  }

  lookup(name: string): Value {
    if (name === '$') return this.root;
    const own = this.variables.get(name);
    if (own !== undefined) return own;
    return this.above === undefined ? unknown : this.above.lookup(name);
  }

  /** Of a variable that is there already. */
  assign(name: string, value: Value): void {
    if (this.variables.has(name)) this.variables.set(name, value);
    else this.above?.assign(name, value);
  }
}

class Run {
  isOver = false;
  readonly #program: Program;
  #steps = 0;
  #length = 0;
  #depth = 0;
  #blockDepth = 0;
  #made = 0;
  readonly #weights = new Weights();

  constructor(program: Program) {
    this.#program = program;
  }

  blocks(blocks: readonly Block[], scope: Scope, out: Out): void {
    this.#blockDepth++;
    for (const block of blocks) {
      if (!this.#goesOn() || this.#blockDepth > deepestBlock) {
        this.isOver = true;
        break;
      }
      this.#block(block, scope, out);
    }
    this.#blockDepth--;
  }

  #goesOn(): boolean {
    this.isOver ||= ++this.#steps > mostSteps || this.#length > mostText || this.#made > mostMade;
    return !this.isOver;
  }

  /** What a function gives, where that can be followed: a text or list may double with every call. */
  #checked(value: Value, isCopy: boolean): Value {
    if (typeof value === 'string') this.#made += value.length;
    else if (typeof value === 'object' && value !== null) {
      const { total, depth } = this.#weights.of(value);
      this.#made += isCopy ? total : isList(value) ? value.length : Object.keys(value).length;
      this.isOver ||= total > heaviest || depth > deepestBlock;
    }
    this.isOver ||= this.#made > mostMade;
    return this.isOver ? unknown : value;
  }

  #block(block: Block, scope: Scope, out: Out): void {
    switch (block.is) {
      case 'text': {
        const text = scope.file.text.slice(block.from, block.to);
        this.#length += text.length;
        out(text, block.from, block.to, true);
        return;
      }
      case 'output': {
        const { from, to } = block.action.raw;
        const isSilent = block.pipeline.declares.length > 0;
        const value = this.#pipeline(block.pipeline, scope);
        if (isSilent) return;
        const text = value instanceof Unknown ? unknownWord : printed(value);
        this.#length += text.length;
        out(text, from, to, false);
        return;
      }
      case 'template': {
        const { from, to } = block.action.raw;
        const dot = block.pipeline === undefined ? null : this.#pipeline(block.pipeline, scope);
        out(this.#call(block.name, dot), from, to, false);
        return;
      }
      case 'unknown':
        out(hole, block.action.raw.from, block.action.raw.to, false);
        return;
      case 'choice':
        this.#choice(block.branches, scope, out);
    }
  }

  #choice(branches: readonly Branch[], scope: Scope, out: Out): void {
    for (const [i, branch] of branches.entries()) {
      if (branch.pipeline === undefined) {
        this.blocks(branch.body, scope.inner(scope.dot), out);
        return;
      }
      const inner = scope.inner(scope.dot);
      const value = this.#pipeline(branch.pipeline, inner);
      const is = truth(value);
      if (is === undefined) {
        this.#either(branches.slice(i), inner, out);
        return;
      }
      if (!is) continue;
      if (branch.by === 'range') this.#range(branch, value, inner, out);
      else {
        const within = branch.by === 'with' ? inner.inner(value) : inner;
        this.blocks(branch.body, within, out);
      }
      return;
    }
  }

  #range({ pipeline, action, body }: Branch, value: Value, scope: Scope, out: Out): void {
    const items: readonly (readonly [Value, Value])[] | undefined = isList(value)
      ? value.map((item, i) => [i, item] as const)
      : isMap(value)
        ? Object.keys(value)
            .sort()
            .map((key) => [key, value[key] as Value] as const)
        : undefined;
    if (items === undefined) {
      out(hole, action.raw.from, action.raw.to, false);
      return;
    }
    const names = pipeline?.declares ?? [];
    for (const [key, item] of items) {
      if (!this.#goesOn()) return;
      const inner = scope.inner(item);
      const [first, second] = names;
      if (second !== undefined && first !== undefined) {
        inner.variables.set(first.name, key);
        inner.variables.set(second.name, item);
      } else if (first !== undefined) inner.variables.set(first.name, item);
      this.blocks(body, inner, out);
    }
  }

  /** Nobody knows which of them it is: where each gives a word, one word, else lines that nobody knows. */
  #either(branches: readonly Branch[], scope: Scope, out: Out): void {
    const texts = branches.map(({ body, by }) => {
      let text = '';
      this.blocks(body, scope.inner(by === 'if' || by === 'else' ? scope.dot : unknown), (part) => {
        text += part;
      });
      return text.trim();
    });
    const isWord = (text: string): boolean => !/[\n\uE001]|:\s|:$|^-\s/.test(text);
    const { from, to } = branches[0]?.action.raw ?? { from: 0, to: 0 };
    out(texts.every(isWord) ? unknownWord : hole, from, to, false);
    // What they assign may be or not.
    for (const { body } of branches) for (const name of assigned(body)) scope.assign(name, unknown);
  }

  #call(name: string, dot: Value): string {
    const found = this.#program.define(name);
    if (found === undefined || this.#depth >= deepestCall) return unknownWord;
    return this.#render(found.file, found.body, dot);
  }

  #render(file: TemplateText, body: readonly Block[], dot: Value): string {
    this.#depth++;
    let text = '';
    this.blocks(body, new Scope(file, dot, dot), (part) => {
      text += part;
    });
    this.#depth--;
    return text;
  }

  #pipeline({ commands, declares, assigns }: Pipeline, scope: Scope): Value {
    let value: Value | undefined;
    for (const command of commands) value = this.#command(command, scope, value);
    const result = value === undefined ? unknown : value;
    // `range` sets its own.
    const [only] = declares;
    if (only !== undefined && declares.length === 1) {
      if (assigns) scope.assign(only.name, result);
      else scope.variables.set(only.name, result);
    }
    return result;
  }

  #command({ operands }: Command, scope: Scope, piped: Value | undefined): Value {
    if (this.isOver) return unknown;
    const [first, ...others] = operands;
    if (first === undefined) return unknown;
    const args = (): Value[] => [...others.map((each) => this.#operand(each, scope)), ...(piped === undefined ? [] : [piped])];
    if (first.is !== 'word') {
      // A method is called.
      if (others.length > 0 || piped !== undefined) return unknown;
      return this.#operand(first, scope);
    }
    switch (first.name) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'nil':
        return null;
      case 'include': {
        const [name, dot] = args();
        return typeof name === 'string' && dot !== undefined ? this.#call(name, dot) : unknown;
      }
      case 'tpl': {
        const [text, dot] = args();
        if (typeof text !== 'string' || dot === undefined || this.#depth >= deepestCall) return unknown;
        this.#made += text.length;
        const file = new TemplateText(text);
        const { blocks } = file.read;
        return blocks === undefined ? unknown : this.#render(file, blocks, dot);
      }
      default: {
        const called = Object.hasOwn(functions, first.name) ? functions[first.name] : undefined;
        return called === undefined ? unknown : this.#checked(called(args()), first.name.startsWith('merge'));
      }
    }
  }

  #operand(operand: Operand, scope: Scope): Value {
    const along = (value: Value, path: readonly string[]): Value => path.reduce(fieldOf, value);
    switch (operand.is) {
      case 'dot':
        return scope.dot;
      case 'field':
        return along(scope.dot, operand.path);
      case 'variable':
        return along(scope.lookup(operand.name), operand.path);
      case 'text':
        return operand.value;
      case 'number': {
        const number = Number(scope.file.text.slice(operand.from, operand.to));
        return Number.isFinite(number) ? number : unknown;
      }
      case 'pipeline': {
        const value = this.#pipeline(operand.pipeline, scope);
        // A part of nothing in parentheses is nothing; elsewhere it stops Helm.
        return operand.path.reduce((held, step) => (held === null ? null : fieldOf(held, step)), value);
      }
      case 'word':
        return this.#command({ operands: [operand] }, scope, undefined);
    }
  }
}

interface Weight {
  /** Characters and entries, those counted again that are held twice. */
  readonly total: number;
  readonly depth: number;
}

/** How large values would be when they are written out; of what was made of known ones this costs nothing. */
class Weights {
  readonly #known = new WeakMap<object, Weight>();

  of(value: Value): Weight {
    if (typeof value === 'string') return { total: value.length + 1, depth: 0 };
    if (typeof value !== 'object' || value === null) return { total: 1, depth: 0 };
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    let [total, depth] = [1, 0];
    for (const each of isList(value) ? value : (Object.values(value) as Value[])) {
      const part = this.of(each);
      total += part.total;
      depth = Math.max(depth, part.depth + 1);
    }
    const weight = { total, depth };
    this.#known.set(value, weight);
    return weight;
  }
}

/** Variables that blocks set anew. */
function assigned(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.is === 'output') return block.pipeline.assigns ? block.pipeline.declares.map(({ name }) => name) : [];
    return block.is === 'choice' ? block.branches.flatMap(({ body }) => assigned(body)) : [];
  });
}
