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
  let single = false;
  let double = false;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === "'" && quotes && !double) single = !single;
    else if (single) continue;
    else if (char === escape) i++;
    else if (char === '"' && quotes) double = !double;
    else if (char === '$') {
      const use = readVariable(logical, i);
      if (use === undefined) continue;
      uses.push(use.variable);
      // The argument of a modifier may hold variables of its own, which the loop then meets.
      i = use.resume - 1;
    }
  }
  return uses;
}

function readVariable(logical: Logical, at: number): { variable: VariableUse; resume: number } | undefined {
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
  const close = closingBrace(text, nameEnd);
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

function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{' && text[i - 1] === '$') depth++;
    else if (text[i] === '}') {
      if (depth === 0) return i;
      depth--;
    }
  }
  return -1;
}

/** `text` with its variables replaced, as far as `lookup` knows them. */
export function expand(text: string, lookup: Lookup, escape = '\\'): Expansion {
  if (!text.includes('$') && !text.includes(escape)) return { value: text, complete: true };
  const logical = plainText(text);
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
    const use = char === '$' ? readVariable(logical, i)?.variable : undefined;
    if (use === undefined) {
      value += char;
      i++;
      continue;
    }
    const result = expandUse(use, lookup, escape);
    value += result.value;
    complete &&= result.complete;
    i = use.span.end;
  }
  return { value, complete };
}

function expandUse(use: VariableUse, lookup: Lookup, escape: string): Expansion {
  const found = lookup(use.name);
  if (found === 'unknown') {
    // A default still tells what the author has in mind, but not what will be there.
    const fallback = use.modifier?.endsWith('-') ? expand(use.argument ?? '', lookup, escape).value : '';
    return { value: fallback === '' ? `$${use.name}` : fallback, complete: false };
  }
  const value = found === 'unset' ? undefined : found.value;
  const isSet = use.modifier?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (use.modifier) {
    case undefined:
      return { value: value ?? '', complete: true };
    case '-':
    case ':-':
      return isSet ? { value: value ?? '', complete: true } : expand(use.argument ?? '', lookup, escape);
    case '+':
    case ':+':
      return isSet ? expand(use.argument ?? '', lookup, escape) : { value: '', complete: true };
    case '?':
    case ':?':
      return { value: value ?? '', complete: isSet };
    default:
      // Pattern removal and replacement are BuildKit's to compute.
      return { value: value ?? '', complete: false };
  }
}
