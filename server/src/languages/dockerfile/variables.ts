import type { Span } from '../../engine/text/span.js';
import { plainText, type Logical } from './logical.js';

/** A `$NAME` or `${NAME…}` in an instruction's arguments. */
export interface VariableUse {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`, or what stands there instead; undefined without one. */
  readonly modifier: string | undefined;
  readonly modifierSpan: Span | undefined;
  /** The word behind the modifier, as written. */
  readonly argument: string | undefined;
  readonly braced: boolean;
}

/** What is known of a text with variables: `complete` is false when a variable's value is not known. */
export interface Expansion {
  readonly value: string;
  readonly complete: boolean;
}

/** `unset`: known to have no value; `unknown`: may have one. */
export type Lookup = (name: string) => { readonly value: string } | 'unset' | 'unknown';

const reference = /\$(?:\{([A-Za-z_]\w*|[0-9@*#?$!-])|([A-Za-z_]\w*))/y;
const modifierPattern = /:?[-+?]|##?|%%?|\/\/?|:|[^}]/y;

/** Every variable in the logical text from `from` on. Single quotes hide variables where `quotes` is set (ENV, LABEL, ARG). */
export function readVariables(logical: Logical, from: number, escape: string, quotes: boolean): VariableUse[] {
  const { text } = logical;
  const uses: VariableUse[] = [];
  if (text.indexOf('$', from) === -1) return uses;
  const braces = new Braces(text);
  let single = false;
  let double = false;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === "'" && quotes && !double) single = !single;
    else if (single) continue;
    else if (char === escape) i++;
    else if (char === '"' && quotes) double = !double;
    else if (char === '$') {
      const use = readVariable(logical, i, braces);
      if (use === undefined) continue;
      uses.push(use.variable);
      // The argument of a modifier may hold variables of its own, which the loop then meets.
      i = use.resume - 1;
    }
  }
  return uses;
}

function readVariable(logical: Logical, at: number, braces: Braces): { variable: VariableUse; resume: number } | undefined {
  const { text } = logical;
  reference.lastIndex = at;
  const match = reference.exec(text);
  if (match === null) return undefined;
  const name = match[1] ?? match[2] ?? '';
  const nameEnd = at + match[0].length;
  const nameSpan = logical.span(nameEnd - name.length, nameEnd);
  if (match[1] === undefined) {
    const variable = {
      name,
      nameSpan,
      span: logical.span(at, nameEnd),
      modifier: undefined,
      modifierSpan: undefined,
      argument: undefined,
      braced: false,
    };
    return { variable, resume: nameEnd };
  }
  const close = braces.closing(at + 1);
  const end = close === -1 ? text.length : close + 1;
  if (text[nameEnd] === '}' || close === -1) {
    const variable = {
      name,
      nameSpan,
      span: logical.span(at, close === -1 ? nameEnd : end),
      modifier: undefined,
      modifierSpan: undefined,
      argument: undefined,
      braced: true,
    };
    return { variable, resume: close === -1 ? nameEnd : end };
  }
  modifierPattern.lastIndex = nameEnd;
  const modifier = modifierPattern.exec(text)?.[0] ?? '';
  const argumentStart = nameEnd + modifier.length;
  const variable = {
    name,
    nameSpan,
    span: logical.span(at, end),
    modifier,
    modifierSpan: logical.span(nameEnd, argumentStart),
    argument: text.slice(argumentStart, close),
    braced: true,
  };
  return { variable, resume: argumentStart };
}

/** Which brace closes which, found in one pass when somebody asks first: text may hold thousands inside of each other. */
class Braces {
  readonly #text: string;
  #closing: ReadonlyMap<number, number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset of the brace that closes the `${` whose brace is at `open`; -1 where none does. */
  closing(open: number): number {
    this.#closing ??= pairs(this.#text);
    return this.#closing.get(open) ?? -1;
  }
}

function pairs(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '{' && text[i - 1] === '$') open.push(i);
    else if (char === '}') {
      const last = open.pop();
      if (last !== undefined) closing.set(last, i);
    }
  }
  return closing;
}

/** Defaults of defaults beyond this count as not known; nobody writes ten. */
const deepest = 50;

/** `text` with its variables replaced, as far as `lookup` knows them. */
export function expand(text: string, lookup: Lookup, escape = '\\', depth = 0): Expansion {
  if (!text.includes('$') && !text.includes(escape)) return { value: text, complete: true };
  if (depth > deepest) return { value: text, complete: false };
  const logical = plainText(text);
  const braces = new Braces(text);
  let value = '';
  let complete = true;
  let i = 0;
  while (i < text.length) {
    const char = text[i] ?? '';
    if (char === escape && i + 1 < text.length) {
      value += text[i + 1];
      i += 2;
      continue;
    }
    const use = char === '$' ? readVariable(logical, i, braces)?.variable : undefined;
    if (use === undefined) {
      value += char;
      i++;
      continue;
    }
    const result = expandUse(use, lookup, escape, depth + 1);
    value += result.value;
    complete &&= result.complete;
    i = use.span.end;
  }
  return { value, complete };
}

function expandUse(use: VariableUse, lookup: Lookup, escape: string, depth: number): Expansion {
  const found = lookup(use.name);
  if (found === 'unknown') {
    // A default still tells what the author has in mind, but not what will be there.
    const fallback = use.modifier?.endsWith('-') ? expand(use.argument ?? '', lookup, escape, depth).value : '';
    return { value: fallback === '' ? `$${use.name}` : fallback, complete: false };
  }
  const value = found === 'unset' ? undefined : found.value;
  const isSet = use.modifier?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (use.modifier) {
    case undefined:
      return { value: value ?? '', complete: true };
    case '-':
    case ':-':
      return isSet ? { value: value ?? '', complete: true } : expand(use.argument ?? '', lookup, escape, depth);
    case '+':
    case ':+':
      return isSet ? expand(use.argument ?? '', lookup, escape, depth) : { value: '', complete: true };
    case '?':
    case ':?':
      return { value: value ?? '', complete: isSet };
    default:
      // Pattern removal and replacement are BuildKit's to compute.
      return { value: value ?? '', complete: false };
  }
}
