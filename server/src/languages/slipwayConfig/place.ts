import { lineEnd, lineStart } from '../../engine/text/lines.js';
import type { Span } from '../../engine/text/span.js';

/** Where in a `.slipway.yaml` an offset lies, as far as the indentation tells; the text may be unfinished. */
export interface ConfigPlace {
  /** Keys from the root to the map or list that holds the word; `[]` stands for a list's entry. */
  readonly path: readonly string[];
  readonly kind: 'key' | 'value';
  /** The word at the offset, without quotes. */
  readonly word: string;
  readonly span: Span;
  /** True when a colon follows the key already. */
  readonly hasColon: boolean;
}

const wordCharacter = /[\w/:.-]/;

/** Undefined in a comment and between words of a text. */
export function placeAt(text: string, offset: number): ConfigPlace | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineEnd(text, start));
  const column = offset - start;
  const comment = /(?:^|\s)#/.exec(line);
  if (comment !== null && column > comment.index) return undefined;
  const { indent, dashes, rest } = shapeOf(line);
  if (column < rest) return undefined;
  const above = pathAbove(text, start, indent, dashes > 0);
  const path = [...above, ...Array.from({ length: dashes }, () => '[]')];
  const colon = colonOf(line, rest);
  if (colon === -1 || column <= colon) {
    const holder = path.at(-1) === '[]' ? path.at(-2) : undefined;
    // A list of words (`files`, `leaveTo`) holds values; the entries of `overrides` are maps.
    const kind = holder !== undefined && holder !== 'overrides' ? 'value' : 'key';
    return {
      path,
      kind,
      hasColon: colon !== -1,
      ...wordAt(text, start + rest, colon === -1 ? start + line.length : start + colon, offset),
    };
  }
  const key = unquoted(line.slice(rest, colon));
  const value = line.slice(colon + 1);
  // In `[a, b]` an entry of the list; maps in braces are left alone.
  if (value.includes('{')) return undefined;
  const inList = value.includes('[');
  const from = start + colon + 1;
  return {
    path: [...path, key, ...(inList ? ['[]'] : [])],
    kind: 'value',
    hasColon: true,
    ...wordAt(text, from, start + line.length, offset),
  };
}

/** The word at an offset anywhere in the line; for hover, which also looks into braces. */
export function wordAround(text: string, offset: number): { readonly word: string; readonly span: Span } {
  return wordAt(text, lineStart(text, offset), lineEnd(text, lineStart(text, offset)), offset);
}

function wordAt(text: string, from: number, to: number, offset: number): { readonly word: string; readonly span: Span } {
  let start = offset;
  let end = offset;
  while (start > from && wordCharacter.test(text[start - 1] ?? '')) start--;
  while (end < to && wordCharacter.test(text[end] ?? '')) end++;
  // The colon after a key is no part of it, the one in `hadolint:DL3006` is. The word reaches the offset in any case.
  while (end > Math.max(start, offset) && text[end - 1] === ':') end--;
  return { word: text.slice(start, end), span: { start, end } };
}

/** Indentation, how many `- ` open the line, and where its content begins. */
function shapeOf(line: string): { indent: number; dashes: number; rest: number } {
  const match = /^(\s*)((?:-(?:\s+|$))*)/.exec(line);
  const indent = match?.[1]?.length ?? 0;
  const dashes = (match?.[2]?.match(/-/g) ?? []).length;
  return { indent, dashes, rest: match?.[0].length ?? 0 };
}

/** The keys that hold a line of this indentation, read upwards. */
function pathAbove(text: string, start: number, indent: number, isEntry: boolean): string[] {
  const path: string[] = [];
  let limit = indent;
  // A list may stand at the indentation of its key.
  let orEqual = isEntry;
  for (let at = start; at > 0 && (limit > 0 || orEqual); ) {
    at = lineStart(text, at - 1);
    const line = text.slice(at, lineEnd(text, at));
    if (/^\s*(?:#|$)/.test(line)) continue;
    const { indent: own, dashes, rest } = shapeOf(line);
    const colon = colonOf(line, rest);
    if (dashes > 0 && rest < limit && colon !== -1) path.unshift(unquoted(line.slice(rest, colon)));
    if (dashes > 0 && own < limit) {
      for (let i = 0; i < dashes; i++) path.unshift('[]');
      limit = own;
      orEqual = true;
    } else if (dashes === 0 && (own < limit || (orEqual && own === limit))) {
      if (colon === -1) continue;
      path.unshift(unquoted(line.slice(rest, colon)));
      limit = own;
      orEqual = false;
    }
  }
  return path;
}

/** The colon that ends a key: one before a blank or the end of the line. */
function colonOf(line: string, from: number): number {
  const at = line.slice(from).search(/:(?:\s|$)/);
  return at === -1 ? -1 : from + at;
}

function unquoted(key: string): string {
  return key.trim().replace(/^(["'])(.*)\1$/, '$2');
}
