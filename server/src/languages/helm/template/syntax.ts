import type { RawAction, TemplateFault, Token } from './lexer.js';

/** An operand of a command; `path` continues what stands in parentheses: `(index .a 0).b`. */
export type Operand =
  | { readonly is: 'field'; readonly path: readonly string[]; readonly from: number; readonly to: number }
  | { readonly is: 'variable'; readonly name: string; readonly path: readonly string[]; readonly from: number; readonly to: number }
  | { readonly is: 'dot'; readonly from: number; readonly to: number }
  | { readonly is: 'text'; readonly value: string; readonly from: number; readonly to: number }
  | { readonly is: 'number'; readonly from: number; readonly to: number }
  | { readonly is: 'word'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly is: 'pipeline'; readonly pipeline: Pipeline; readonly path: readonly string[]; readonly from: number; readonly to: number };

/** Operands in a row: a function with its arguments, or one value. */
export interface Command {
  readonly operands: readonly Operand[];
}

export interface Pipeline {
  /** `$x :=`, `$i, $x :=`. */
  readonly declares: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** `=`: the variables are there already. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
  readonly from: number;
  readonly to: number;
}

export type Keyword = 'if' | 'with' | 'range' | 'define' | 'block' | 'else' | 'end' | 'template' | 'break' | 'continue';

export interface Action {
  readonly raw: RawAction;
  readonly keyword: Keyword | undefined;
  /** The keyword; `else if` begins at `else`. */
  readonly keywordAt: { readonly from: number; readonly to: number } | undefined;
  /** `if` and `with` behind `else`. */
  readonly elseOf: 'if' | 'with' | undefined;
  /** Name of `define`, `block` and `template`. */
  readonly name: { readonly value: string; readonly from: number; readonly to: number } | undefined;
  readonly pipeline: Pipeline | undefined;
  readonly faults: readonly TemplateFault[];
}

const keywords: ReadonlySet<string> = new Set(['if', 'with', 'range', 'define', 'block', 'else', 'end', 'template', 'break', 'continue']);

/** What an action says; faults are those that Go's parser refuses too, so one of them at most. */
export function readAction(raw: RawAction): Action {
  const faults: TemplateFault[] = [...raw.faults];
  const reader = new Reader(raw, faults);
  const action = reader.action();
  return { ...action, raw, faults: faults.slice(0, 1) };
}

/** Parentheses in parentheses beyond this are no template; they would only be a way to use up the stack. */
const deepest = 200;

class Reader {
  #depth = 0;
  readonly #raw: RawAction;
  readonly #tokens: readonly Token[];
  readonly #faults: TemplateFault[];
  #at = 0;

  constructor(raw: RawAction, faults: TemplateFault[]) {
    this.#raw = raw;
    this.#tokens = raw.tokens;
    this.#faults = faults;
  }

  action(): Omit<Action, 'raw' | 'faults'> {
    const nothing = { keyword: undefined, keywordAt: undefined, elseOf: undefined, name: undefined, pipeline: undefined };
    if (this.#raw.isComment) return nothing;
    const first = this.#tokens[0];
    if (first === undefined) {
      this.#fault(this.#raw, 'The action is empty, and Helm refuses it.');
      return nothing;
    }
    if (first.kind !== 'word' || !keywords.has(first.text)) return { ...nothing, pipeline: this.#pipeline(undefined) };
    this.#at++;
    const keyword = first.text as Keyword;
    const keywordAt = { from: first.from, to: first.to };
    const named = { ...nothing, keyword, keywordAt };
    switch (keyword) {
      case 'end':
      case 'break':
      case 'continue':
        this.#nothingMore(keyword);
        return named;
      case 'else': {
        const next = this.#tokens[this.#at];
        if (next === undefined) return named;
        if (next.kind !== 'word' || (next.text !== 'if' && next.text !== 'with')) {
          this.#unexpected(next);
          return named;
        }
        this.#at++;
        return { ...named, elseOf: next.text, keywordAt: { from: first.from, to: next.to }, pipeline: this.#pipeline(next.text) };
      }
      case 'define':
      case 'template':
      case 'block': {
        const name = this.#tokens[this.#at];
        if (name === undefined || name.kind !== 'text') {
          if (name === undefined) this.#fault(first, `\`${keyword}\` wants a name in quotes.`);
          else this.#unexpected(name);
          return named;
        }
        this.#at++;
        const found = { value: name.text, from: name.from, to: name.to };
        if (keyword === 'define') {
          this.#nothingMore(keyword);
          return { ...named, name: found };
        }
        const hasMore = this.#at < this.#tokens.length;
        return { ...named, name: found, pipeline: hasMore || keyword === 'block' ? this.#pipeline(keyword) : undefined };
      }
      default:
        return { ...named, pipeline: this.#pipeline(keyword) };
    }
  }

  #pipeline(keyword: string | undefined, open?: Token): Pipeline {
    const start = this.#at;
    const declares = open === undefined ? this.#declarations(keyword === 'range') : { names: [], assigns: false };
    const commands: Command[] = [];
    let operands: Operand[] = [];
    let end = this.#tokens[start]?.from ?? this.#raw.to;
    const from = end;
    let isClosed = false;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) break;
      end = token.to;
      if (token.kind === 'mark' && token.text === ')') {
        this.#at++;
        isClosed = true;
        if (open === undefined) this.#unexpected(token);
        break;
      }
      if (token.kind === 'mark' && token.text === '|') {
        if (operands.length === 0) this.#fault(token, '`|` has nothing on its left, and Helm refuses the template.');
        else commands.push({ operands });
        operands = [];
        this.#at++;
        if (this.#at >= this.#tokens.length) this.#fault(token, '`|` has nothing on its right, and Helm refuses the template.');
        continue;
      }
      const operand = this.#operand(token);
      if (operand === undefined) break;
      operands.push(operand);
      end = operand.to;
    }
    if (operands.length > 0) commands.push({ operands });
    if (open !== undefined && !isClosed) this.#fault(open, 'The parenthesis is never closed, so Helm cannot read the template.');
    if (commands.length === 0) {
      const at = open ?? this.#tokens[start - 1] ?? this.#raw;
      this.#fault(
        at,
        keyword === undefined
          ? 'A value lacks here, so Helm cannot read the template.'
          : `\`${keyword}\` lacks what it is about, and Helm refuses the template.`,
      );
    }
    return { declares: declares.names, assigns: declares.assigns, commands, from, to: end };
  }

  #declarations(isRange: boolean): { names: Pipeline['declares'][number][]; assigns: boolean } {
    const names: Pipeline['declares'][number][] = [];
    for (let i = this.#at; ; i += 2) {
      const token = this.#tokens[i];
      const mark = this.#tokens[i + 1];
      const isVariable = token?.kind === 'variable' && token.path.length === 1;
      if (!isVariable || mark?.kind !== 'mark') return { names: [], assigns: false };
      names.push({ name: token.path[0] as string, from: token.from, to: token.to });
      if (mark.text === ':=' || mark.text === '=') {
        this.#at = i + 2;
        return { names, assigns: mark.text === '=' };
      }
      if (mark.text !== ',' || !isRange || names.length > 1) return { names: [], assigns: false };
    }
  }

  #operand(token: Token): Operand | undefined {
    this.#at++;
    const { from, to } = token;
    switch (token.kind) {
      case 'field':
        return { is: 'field', path: token.path, from, to };
      case 'variable':
        return { is: 'variable', name: token.path[0] as string, path: token.path.slice(1), from, to };
      case 'dot':
        return { is: 'dot', from, to };
      case 'text':
        return { is: 'text', value: token.text, from, to };
      case 'number':
        return { is: 'number', from, to };
      case 'word':
        if (!keywords.has(token.text)) return { is: 'word', name: token.text, from, to };
        this.#unexpected(token);
        return undefined;
      case 'mark': {
        if (token.text !== '(' || this.#depth >= deepest) {
          this.#unexpected(token);
          return undefined;
        }
        this.#depth++;
        const pipeline = this.#pipeline(undefined, token);
        this.#depth--;
        const next = this.#tokens[this.#at];
        const end = this.#tokens[this.#at - 1]?.to ?? to;
        if (next?.kind !== 'field' || !next.isAdjacent) return { is: 'pipeline', pipeline, path: [], from, to: end };
        this.#at++;
        return { is: 'pipeline', pipeline, path: next.path, from, to: next.to };
      }
      case 'unknown':
        this.#unexpected(token);
        return undefined;
    }
  }

  #nothingMore(keyword: string): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined) this.#fault(token, `Nothing can stand behind \`${keyword}\` here, and Helm refuses the template.`);
  }

  #unexpected(token: Token): void {
    this.#at = this.#tokens.length;
    this.#fault(token, `\`${token.kind === 'text' ? '"' : token.text}\` cannot stand here, so Helm cannot read the template.`);
  }

  #fault({ from, to }: { readonly from: number; readonly to: number }, message: string): void {
    this.#faults.push({ from, to, code: 'unexpected', message });
  }
}
