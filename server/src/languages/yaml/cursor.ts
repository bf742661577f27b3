import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';
import { flowPlaceAt } from './flowPlace.js';
import type { PathStep } from './nodes.js';

/**
 * Where an offset lies in YAML that is being written, as far as lines and their indentation tell: what is half typed has no tree
 * that could be asked.
 */
export interface Cursor {
  /** Keys from the root of the document to the map, list or value that is written here; a place in a list is always 0. */
  readonly path: readonly PathStep[];
  /** `word` stands before a colon that may come yet: a key, or an item of a list. */
  readonly kind: 'word' | 'value';
  /** What is typed before the offset. */
  readonly typed: string;
  /** With what stands behind the offset. */
  readonly word: string;
  /** What an offer replaces. */
  readonly span: Span;
  readonly hasColon: boolean;
  /** Whether a blank lacks between the colon and the value. */
  readonly needsBlank: boolean;
  /** Whether the word stands behind an opening quote. */
  readonly isQuoted: boolean;
  /** What lies below and would belong to a key that is written here: lines further in, or items of a list. */
  readonly below: 'lines' | 'items' | undefined;
  /** Where the word begins, and where its line does after the blanks. */
  readonly column: number;
  readonly indent: number;
  /** Whether the word stands behind a dash. */
  readonly isItem: boolean;
  /** Whether it stands in braces: what is put in has to fit into their line. */
  readonly isFlow: boolean;
  /** Where the document begins and ends in the text. */
  readonly document: Span;
  /** Entries of the map in which the word stands, and of the maps around it: `entries(1)` is that of the key above. */
  entries(up?: number): ReadonlyMap<string, string>;
}

/**
 * Whether what is known of the cursor is an answer to a character that asked by being typed. A blank and a quote ask for the value
 * behind a key or a dash, not for the next word of a name; a dot is a part of keys; a dollar sign is for others.
 */
export function answersTo(trigger: string | undefined, { kind, isItem, typed }: Cursor): boolean {
  if (trigger === ' ' || trigger === '"') return kind === 'word' ? isItem : typed === '';
  return trigger === '.' ? kind === 'word' || typed.startsWith('.') : trigger !== '$';
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  readonly dashes: number;
  /** Where the content begins, behind dashes. */
  readonly rest: number;
  /** Of the colon that ends a key; -1 where none does. */
  readonly colon: number;
}

interface Holder {
  readonly at: number;
  readonly column: number;
}

/** Undefined where nothing of a map or list is written: in comments, texts of several lines, actions of templates, braces over several lines. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = lineStart(text, offset);
  const line = readLine(text, start);
  const column = offset - start;
  const comment = /(?:^|\s)#/.exec(line.text);
  if (comment !== null && column > comment.index) return undefined;
  const isFlow = line.text.slice(0, column).includes('{');
  if ((isFlow && line.text.includes('{{')) || /^(?:---|\.\.\.|%)/.test(line.text)) return undefined;
  const isBlank = line.rest === line.text.length && line.dashes === 0;
  if ((!isBlank && column < line.rest) || line.dashes > mostDashes) return undefined;
  // YAML is indented with blanks; behind a tab nobody knows where something belongs.
  if (line.text.slice(0, Math.min(line.indent, column)).includes('\t')) return undefined;
  const document = documentAround(text, start);
  const indent = isBlank ? column : line.indent;
  const above = pathAbove(text, start, indent, line.dashes > 0, document.start);
  if (above === undefined) return undefined;
  const path: PathStep[] = [...above.path];
  const holders = [...above.holders];
  for (let i = 0; i < line.dashes; i++) path.push(0);
  const own: Holder = { at: start, column: isBlank ? column : line.rest };
  if (isFlow) return cursorInFlow(text, offset, line, path, [own, ...holders], document);
  const below = belowAt(text, start, own.column, document.end);
  const shared = { document, indent, below, isItem: line.dashes > 0, isFlow, entries: entriesOf(text, document, [own, ...holders]) };
  if (line.colon === -1 || column <= line.colon) {
    const end = line.colon === -1 ? line.text.length : line.colon;
    const word = wordAt(text, start + own.column, start + Math.max(own.column, end), offset);
    // A word of a sentence, or what stands behind a text in quotes.
    const after = line.text.slice(word.span.end - start, line.colon === -1 ? undefined : line.colon);
    if (!opensWord(text.slice(start + own.column, word.span.start)) || !endsWord(after, false)) return undefined;
    const isQuoted = word.span.start > start + own.column;
    return { path, kind: 'word', hasColon: line.colon !== -1, needsBlank: false, isQuoted, column: own.column, ...word, ...shared };
  }
  const key = unquoted(line.text.slice(line.rest, line.colon));
  const from = start + line.colon + 1;
  const value = text.slice(from, offset);
  const inList = /^\s*\[[^\]]*$/.test(value);
  const word = wordAt(text, from, start + line.text.trimEnd().length, offset);
  const before = text.slice(from, word.span.start);
  const opening = (inList ? before.slice(Math.max(before.lastIndexOf('['), before.lastIndexOf(',')) + 1) : before).trim();
  if (!opensWord(opening) || !endsWord(line.text.slice(word.span.end - start), inList)) return undefined;
  return {
    path: [...path, key, ...(inList ? [0] : [])],
    kind: 'value',
    hasColon: true,
    needsBlank: !inList && word.span.start === from,
    isQuoted: opening !== '',
    column: own.column,
    ...word,
    ...shared,
  };
}

/** What may stand before braces: the key that they belong to. */
const beforeBraces = /^(?:("[^"]*"|'[^']*'|[^\s"'#{}[\],&*!|>][^#{}[\],]*?)\s*:\s+)?(?=[{[])/;

function cursorInFlow(
  text: string,
  offset: number,
  { start, text: line, rest, indent }: Line,
  path: readonly PathStep[],
  holders: readonly Holder[],
  document: Span,
): Cursor | undefined {
  const before = beforeBraces.exec(line.slice(rest));
  const place = before === null ? undefined : flowPlaceAt(line, rest + before[0].length, offset - start);
  if (before === null || place === undefined) return undefined;
  const key = before[1];
  const span = { start: start + place.start, end: start + place.end };
  // Without a key the line begins no map of its own.
  const around = entriesOf(text, document, key === undefined ? holders.slice(1) : holders);
  const { maps, kind, hasColon, needsBlank, isQuoted } = place;
  return {
    path: [...path, ...(key === undefined ? [] : [unquoted(key)]), ...place.path],
    kind,
    typed: text.slice(span.start, offset),
    word: text.slice(span.start, span.end),
    span,
    hasColon,
    needsBlank,
    isQuoted,
    below: undefined,
    column: place.start,
    indent,
    isItem: false,
    isFlow: true,
    document,
    entries: (up = 0) => maps[up] ?? around(up - maps.length),
  };
}

/** Nobody writes more lists in each other in one line. */
const mostDashes = 20;

/** Whether a word may begin behind this: at the start, or in quotes. */
const opensWord = (before: string): boolean => before === '' || before === '"' || before === "'";

/** Whether nothing goes on behind the word. */
const endsWord = (after: string, inList: boolean): boolean => (inList ? /^["']?\s*(?:[,\]#]|$)/ : /^["']?\s*(?:#.*)?$/).test(after);

const wordCharacter = /[^\s"'[\]{},#]/;

function wordAt(text: string, from: number, to: number, offset: number): Pick<Cursor, 'typed' | 'word' | 'span'> {
  let start = offset;
  let end = offset;
  while (start > from && wordCharacter.test(text[start - 1] ?? '')) start--;
  while (end < to && wordCharacter.test(text[end] ?? '')) end++;
  return { typed: text.slice(start, offset), word: text.slice(start, end), span: { start, end } };
}

function documentAround(text: string, at: number): Span {
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(/^(?:---|\.\.\.)(?=\s|$)[^\n]*\n?/gm)) {
    if (match.index + match[0].length <= at) start = match.index + match[0].length;
    else if (match.index >= at) {
      end = match.index;
      break;
    }
  }
  return { start, end };
}

function readLine(text: string, start: number): Line {
  const line = text.slice(start, lineEnd(text, start)).replace(/\r$/, '');
  const match = /^(\s*)((?:-(?:\s+|$))*)/.exec(line);
  const rest = match?.[0].length ?? 0;
  const colon = line.slice(rest).search(/:(?:\s|$)/);
  return {
    start,
    text: line,
    indent: match?.[1]?.length ?? 0,
    dashes: (match?.[2]?.match(/-/g) ?? []).length,
    rest,
    colon: colon === -1 ? -1 : rest + colon,
  };
}

/** Lines that say nothing of the structure: empty ones, comments, and those of nothing but actions of a template. */
const isSilent = (line: string): boolean => /^\s*(?:#|$|\{\{.*\}\}\s*$)/.test(line);

/** Text of several lines begins here, or a value that goes on. */
const opensText = (value: string): boolean => !/^\s*(?:[&!]\S*(?:\s+|$))*(?:#.*)?$/.test(value);

/** By the next line that says something. */
function belowAt(text: string, start: number, column: number, end: number): Cursor['below'] {
  for (let at = lineEnd(text, start) + 1; at < end; at = lineEnd(text, at) + 1) {
    const line = readLine(text, at);
    if (isSilent(line.text)) continue;
    return line.indent > column ? 'lines' : line.dashes > 0 && line.indent === column ? 'items' : undefined;
  }
  return undefined;
}

/** The keys that hold a line of this indentation, read upwards; undefined inside of a text. */
function pathAbove(
  text: string,
  start: number,
  indent: number,
  isItem: boolean,
  top: number,
): { readonly path: readonly PathStep[]; readonly holders: readonly Holder[] } | undefined {
  const path: PathStep[] = [];
  const holders: Holder[] = [];
  const push = (line: Line): boolean => {
    if (opensText(line.text.slice(line.colon + 1))) return false;
    path.unshift(unquoted(line.text.slice(line.rest, line.colon)));
    holders.push({ at: line.start, column: line.rest });
    return true;
  };
  let limit = indent;
  // A list may stand at the indentation of its key.
  let orEqual = isItem;
  for (let at = start; at > top && (limit > 0 || orEqual); ) {
    at = lineStart(text, at - 1);
    const line = readLine(text, at);
    if (isSilent(line.text)) continue;
    if (line.dashes > 0) {
      if (line.indent >= limit) continue;
      if (line.dashes > mostDashes) return undefined;
      if (line.rest < limit && (line.colon === -1 || !push(line))) return undefined;
      // An item that is a text has no keys.
      if (line.rest === limit && line.colon === -1 && opensText(line.text.slice(line.rest))) return undefined;
      for (let i = 0; i < line.dashes; i++) path.unshift(0);
      limit = line.indent;
      orEqual = true;
    } else if (line.indent < limit || (orEqual && line.indent === limit)) {
      if (line.colon === -1 || !push(line)) return undefined;
      limit = line.indent;
      orEqual = false;
    }
  }
  return { path, holders };
}

/** Entries of the maps that begin at these places, each read when somebody asks. */
function entriesOf(text: string, document: Span, holders: readonly Holder[]): Cursor['entries'] {
  return (up = 0) => {
    const holder = holders[up];
    const found = new Map<string, string>();
    if (holder === undefined) return found;
    const take = (line: Line): boolean => {
      if (isSilent(line.text)) return true;
      if (line.rest === holder.column && line.colon !== -1)
        found.set(unquoted(line.text.slice(line.rest, line.colon)), unquoted(line.text.slice(line.colon + 1).replace(/\s#.*$/, '')));
      // A dash before the column begins the item; what is less indented is none of it.
      return line.indent >= holder.column;
    };
    const own = readLine(text, holder.at);
    take(own);
    // Above a dash nothing of the item stands.
    const top = own.dashes > 0 && own.rest === holder.column ? holder.at : document.start;
    for (let at = holder.at; at > top; ) {
      at = lineStart(text, at - 1);
      if (!take(readLine(text, at))) break;
    }
    for (let at = lineEnd(text, holder.at) + 1; at < document.end; at = lineEnd(text, at) + 1) {
      const line = readLine(text, at);
      if (!isSilent(line.text) && line.indent < holder.column) break;
      take(line);
    }
    return found;
  };
}

function unquoted(key: string): string {
  return key.trim().replace(/^(["'])(.*)\1$/, '$2');
}
