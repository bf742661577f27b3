import type { Span } from '../../engine/text/span.js';
import { plainText, type Logical } from './logical.js';

/** A word of an instruction: `text` as written (continuations joined), `value` without its quotes and escapes. */
export interface Word {
  readonly text: string;
  readonly value: string;
  readonly span: Span;
}

/** A word with its offset in the logical text. */
interface OffsetWord extends Word {
  readonly offset: number;
}

/** `--name` or `--name=value` before an instruction's arguments. */
export interface Flag {
  readonly name: string;
  /** Undefined for a bare `--link`. */
  readonly value: Word | undefined;
  /** The `key=value` parts of the value, as in `--mount=type=cache,target=/x`. */
  readonly options: readonly Pair[];
  readonly text: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** A `key=value` of ENV, ARG or LABEL, or one of a `--mount`. */
export interface Pair {
  readonly name: Word;
  /** Undefined where there is no equals sign. */
  readonly value: Word | undefined;
  readonly span: Span;
  /** `ENV name value`: the old form with a blank. */
  readonly legacy: boolean;
}

/** A bracketed argument list, well formed or not. */
export interface JsonArray {
  /** Whether Docker accepts it as the exec form: a JSON array of strings. */
  readonly valid: boolean;
  readonly elements: readonly Word[];
  readonly span: Span;
}

/** Words between blanks; quotes have no meaning, as in FROM, COPY or EXPOSE. */
export function splitWords(logical: Logical, from = 0, to = logical.text.length): Word[] {
  const words: Word[] = [];
  const { text } = logical;
  let at = from;
  for (;;) {
    while (at < to && isSpace(text.charCodeAt(at))) at++;
    if (at >= to) return fitting(words);
    const start = at;
    while (at < to && !isSpace(text.charCodeAt(at))) at++;
    const word = text.slice(start, at);
    words.push({ text: word, value: word, span: logical.span(start, at) });
  }
}

/** What `\s` matches. */
export const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)));

/** What lives long is kept without the room that an array has for more. */
export function fitting<T>(list: T[]): T[] {
  return list.length === 0 ? list : list.slice();
}

/** Words where quotes and the escape character keep blanks together, as in ENV and LABEL. */
export function splitQuotedWords(logical: Logical, escape: string, from = 0): OffsetWord[] {
  const words: OffsetWord[] = [];
  const { text } = logical;
  let i = from;
  while (i < text.length) {
    while (i < text.length && isBlank(text[i])) i++;
    if (i >= text.length) break;
    const start = i;
    let value = '';
    let quote = '';
    // What is taken as it stands is taken in one piece: a string for each character cost more than all else here.
    let taken = start;
    for (; i < text.length; i++) {
      const char = text[i] ?? '';
      if (quote === "'") {
        if (char !== "'") continue;
        quote = '';
        value += text.slice(taken, i);
        taken = i + 1;
      } else if (char === escape && i + 1 < text.length) {
        const next = text[i + 1] ?? '';
        // Inside double quotes only these are escapes; the escape before a dollar sign is kept for variable expansion.
        if (next !== '$' && (quote !== '"' || next === '"' || next === escape)) {
          value += text.slice(taken, i);
          taken = i + 1;
        }
        i++;
      } else if (quote === '"') {
        if (char !== '"') continue;
        quote = '';
        value += text.slice(taken, i);
        taken = i + 1;
      } else if (char === '"' || char === "'") {
        quote = char;
        value += text.slice(taken, i);
        taken = i + 1;
      } else if (isBlank(char)) break;
    }
    const word = text.slice(start, i);
    words.push({ text: word, value: taken === start ? word : value + text.slice(taken, i), span: logical.span(start, i), offset: start });
  }
  return words;
}

/** The flags at the start of an instruction's arguments, and where the rest begins in the logical text. */
export function readFlags(logical: Logical, from: number): { flags: Flag[]; rest: number } {
  const flags: Flag[] = [];
  const pattern = /\s*(--([^\s=]*)(?:=(\S*))?)(?=\s|$)/y;
  let rest = from;
  for (;;) {
    pattern.lastIndex = rest;
    const match = pattern.exec(logical.text);
    if (match === null) break;
    const whole = match[1] ?? '';
    // `--` alone ends the flags in BuildKit, and is no part of what follows.
    if (whole === '--') {
      rest = match.index + match[0].length;
      break;
    }
    const start = match.index + match[0].length - whole.length;
    const name = match[2] ?? '';
    const raw = match[3];
    const valueStart = start + 2 + name.length + 1;
    flags.push({
      name,
      text: whole,
      value: raw === undefined ? undefined : { text: raw, value: unquote(raw), span: logical.span(valueStart, valueStart + raw.length) },
      options: raw === undefined ? [] : readCommaPairs(logical, raw, valueStart),
      span: logical.span(start, start + whole.length),
      nameSpan: logical.span(start, start + 2 + name.length),
    });
    rest = start + whole.length;
  }
  while (rest < logical.text.length && /\s/.test(logical.text[rest] ?? '')) rest++;
  return { flags: fitting(flags), rest };
}

function unquote(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** `a=b,c=d` of a flag value that starts at `from` in the logical text, with the span of each part. */
export function readCommaPairs(logical: Logical, text: string, from: number): Pair[] {
  const pairs: Pair[] = [];
  let at = from;
  for (const part of text.split(',')) {
    const start = at;
    at += part.length + 1;
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    const raw = equals === -1 ? undefined : part.slice(equals + 1);
    pairs.push({
      name: { text: name, value: name.toLowerCase(), span: logical.span(start, start + name.length) },
      value:
        raw === undefined ? undefined : { text: raw, value: unquote(raw), span: logical.span(start + equals + 1, start + part.length) },
      span: logical.span(start, start + part.length),
      legacy: false,
    });
  }
  return fitting(pairs);
}

/** `A=1 B="two"`, or the old `A one two` whose value is the rest of the line. */
export function readPairs(logical: Logical, from: number, escape: string, legacyAllowed: boolean): Pair[] {
  const words = splitQuotedWords(logical, escape, from);
  const first = words[0];
  if (first === undefined) return [];
  if (legacyAllowed && !first.text.includes('=')) {
    const rest = logical.text.slice(from).trimStart();
    const name = /^\S+/.exec(rest)?.[0] ?? '';
    const value = rest.slice(name.length).trim();
    const start = logical.text.length - rest.length;
    const nameWord: Word = { text: name, value: name, span: logical.span(start, start + name.length) };
    if (value === '') return [{ name: nameWord, value: undefined, span: nameWord.span, legacy: true }];
    const valueStart = logical.text.indexOf(value, start + name.length);
    const span = logical.span(valueStart, valueStart + value.length);
    const whole = logical.span(start, valueStart + value.length);
    return [{ name: nameWord, value: { text: value, value: stripQuotes(value, escape), span }, span: whole, legacy: true }];
  }
  return words.map((word) => {
    const equals = word.text.indexOf('=');
    if (equals === -1) return { name: word, value: undefined, span: word.span, legacy: false };
    const name = word.text.slice(0, equals);
    const valueEquals = word.value.indexOf('=');
    return {
      name: { text: name, value: stripQuotes(name, escape), span: logical.span(word.offset, word.offset + name.length) },
      value: {
        text: word.text.slice(equals + 1),
        value: word.value.slice(valueEquals + 1),
        span: logical.span(word.offset + equals + 1, word.offset + word.text.length),
      },
      span: word.span,
      legacy: false,
    };
  });
}

function stripQuotes(text: string, escape: string): string {
  if (!/["'\s]/.test(text) && !text.includes(escape)) return text;
  return splitQuotedWords(plainText(text), escape)
    .map((word) => word.value)
    .join(' ');
}

/** The JSON array at `from`, or undefined when the text does not start with a bracket. */
export function readJsonArray(logical: Logical, from: number): JsonArray | undefined {
  const text = logical.text;
  let start = from;
  while (start < text.length && /\s/.test(text[start] ?? '')) start++;
  if (text[start] !== '[') return undefined;
  const end = text.trimEnd().length;
  const elements: Word[] = [];
  let i = start + 1;
  while (i < end) {
    const char = text[i] ?? '';
    if (char === '"' || char === "'") {
      const open = i++;
      while (i < end && text[i] !== char) i += text[i] === '\\' && char === '"' ? 2 : 1;
      const close = Math.min(i, end);
      const raw = text.slice(open, Math.min(close + 1, end));
      elements.push({ text: raw, value: jsonValue(raw), span: logical.span(open, Math.min(close + 1, end)) });
      i = close + 1;
    } else if (char === ',' || char === ']' || /\s/.test(char)) i++;
    else {
      const open = i;
      while (i < end && !/[\s,\]"']/.test(text[i] ?? '')) i++;
      const raw = text.slice(open, i);
      elements.push({ text: raw, value: raw, span: logical.span(open, i) });
    }
  }
  return { valid: isStringArray(text.slice(start, end)), elements, span: logical.span(start, end) };
}

function jsonValue(raw: string): string {
  if (raw.startsWith('"')) {
    try {
      return JSON.parse(raw) as string;
    } catch {
      return raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined);
    }
  }
  return unquote(raw);
}

function isStringArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';
