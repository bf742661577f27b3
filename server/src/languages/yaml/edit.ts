import { stringify } from 'yaml';
import { insert, remove, replace, type Edit } from '../../engine/text/span.js';
import { lineBreakOf, lineEnd, lineStart } from '../../engine/text/lines.js';
import type { ScalarValue, YamlEntry, YamlItem, YamlMap, YamlNode, YamlSequence, YamlSource } from './nodes.js';

// Minimal edits: what stands there keeps its comments, quotes, order and indentation.

/** What a map is to hold afterwards. Maps are merged key by key, items are added to a sequence that lacks them, scalars are replaced. */
export type Patch = { readonly [key: string]: PatchValue };
export type PatchValue = ScalarValue | readonly PatchValue[] | Patch;

/** The edits after which `map` holds `patch` too; none when it does already. */
export function merge(map: YamlMap, patch: Patch): Edit[] {
  const edits: Edit[] = [];
  const lacking: [string, PatchValue][] = [];
  for (const [key, value] of Object.entries(patch)) {
    const entry = map.entry(key);
    // What an alias or a merge key brings is written elsewhere and may serve others: an entry of its own wins.
    if (entry === undefined || !map.entries.includes(entry)) lacking.push([key, value]);
    else if (entry.alias === undefined) edits.push(...mergeValue(entry, value, map));
  }
  if (lacking.length > 0) edits.push(addEntries(map, Object.fromEntries(lacking)));
  return edits;
}

/** Replaces a value, whatever it is. */
export function replaceValue(entry: YamlEntry, value: PatchValue, map: YamlMap): Edit[] {
  const { source } = map;
  const { origin } = source;
  if (entry.alias !== undefined) return [replace(entry.alias, inline(value))];
  const { key, value: old } = entry;
  // A list in brackets stays one.
  const staysFlow = old.kind === 'sequence' && old.isFlow && old.slots.length > 0 && isList(value);
  const isNested = !map.isFlow && !staysFlow && isCollection(value) && !isEmpty(value);
  if (!isNested) {
    const text = inline(value);
    if (old.from === old.to) return [insert(origin.offset + colonAfter(source.text, key.to), ` ${text}`)];
    if (old.kind !== 'scalar' && !old.isFlow) {
      const start = colonAfter(source.text, key.to);
      return [replace(origin.span(start, old.to), ` ${text}`)];
    }
    return old.written === text ? [] : [replace(old.span, text)];
  }
  const eol = lineBreakOf(source.text);
  const start = colonAfter(source.text, key.to);
  const body = block(value, source, columnOf(source.text, key.from) + childIndent(value, source));
  if (old.from === old.to) return [insert(origin.offset + lineEnd(source.text, start), eol + body)];
  return [replace(origin.span(start, old.to), eol + body)];
}

/** Takes an entry out, with its line; undefined where that cannot be done without touching others. */
export function removeEntry(map: YamlMap, key: string): Edit[] | undefined {
  const index = map.entries.findIndex((entry) => entry.key.content === key);
  const entry = map.entries[index];
  if (entry === undefined) return undefined;
  const { source } = map;
  const { origin, text } = source;
  const next = map.entries[index + 1];
  if (map.isFlow) return [remove(flowPart(source, entry.key.from, endOf(entry), map.entries[index - 1], next))];
  // The map needs something to be a map.
  if (map.entries.length === 1) return [replace(origin.span(entry.key.from, endOf(entry)), '{}')];
  const start = lineStart(text, entry.key.from);
  if (text.slice(start, entry.key.from).trim() !== '') {
    // `- name: x`: the dash stays, the next entry moves up.
    return next === undefined ? undefined : [remove(origin.span(entry.key.from, next.key.from))];
  }
  return [remove(origin.span(start, nextLine(text, endOf(entry))))];
}

/** Takes an item out, with its lines. */
export function removeItem(sequence: YamlSequence, index: number): Edit[] | undefined {
  const item = sequence.slots[index];
  if (item === undefined) return undefined;
  const { source } = sequence;
  const { origin, text } = source;
  const end = endOfItem(item);
  if (sequence.slots.length === 1) {
    return sequence.isFlow ? [replace(sequence.span, '[]')] : [replace(origin.span(firstLineBreakBefore(text, sequence.from), end), ' []')];
  }
  if (sequence.isFlow) {
    const next = sequence.slots[index + 1];
    if (next !== undefined) return [remove(origin.span(startOfItem(item), startOfItem(next)))];
    const before = sequence.slots[index - 1];
    return before === undefined ? undefined : [remove(origin.span(endOfItem(before), end))];
  }
  if (item.dash === undefined) return undefined;
  const start = lineStart(text, item.dash);
  if (text.slice(start, item.dash).trim() !== '') return undefined;
  return [remove(origin.span(start, nextLine(text, end)))];
}

/** Adds items at the end of a sequence. */
export function addItems(sequence: YamlSequence, items: readonly PatchValue[]): Edit[] {
  const { source } = sequence;
  const { origin, text } = source;
  const last = sequence.slots.at(-1);
  if (sequence.isFlow || last?.dash === undefined) {
    const list = items.map((item) => inline(item)).join(', ');
    if (last === undefined) return [replace(sequence.span, `[${list}]`)];
    return [insert(origin.offset + last.value.to, `, ${list}`)];
  }
  const column = columnOf(text, last.dash);
  const end = last.alias === undefined ? Math.max(last.value.to, last.dash + 1) : last.alias.end - origin.offset;
  return [insert(origin.offset + lineEnd(text, end), lineBreakOf(text) + block(items, source, column))];
}

/** The text of `value` as block YAML, each line behind `column` blanks, without a line break at the end. */
export function block(value: PatchValue, source: YamlSource, column: number): string {
  const style = styleOf(source);
  const text = stringify(value, { version: '1.1', indent: style.step, indentSeq: style.sequence > 0, lineWidth: 0 });
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(lineBreakOf(source.text));
}

/** Columns that a child stands to the right of its parent, and a dash to the right of its key, in this document. */
export function styleOf({ text }: YamlSource): { readonly step: number; readonly sequence: number } {
  const nested = /^( *)(?:- )?[\w./"'-]+:[ \t]*(?:#.*)?\r?\n( *)[\w./"'-]+:/m.exec(text);
  const step = nested === null ? 2 : (nested[2] as string).length - (nested[1] as string).length;
  const listed = /^( *)[\w./"'-]+:[ \t]*(?:#.*)?\r?\n( *)- /m.exec(text);
  const sequence = listed === null ? 2 : (listed[2] as string).length - (listed[1] as string).length;
  return { step: step >= 1 && step <= 8 ? step : 2, sequence: sequence >= 0 && sequence <= 8 ? sequence : 2 };
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function mergeValue(entry: YamlEntry, value: PatchValue, map: YamlMap): Edit[] {
  const old = entry.value;
  if (isPatch(value) && old.kind === 'map') return old.entries.length === 0 ? replaceValue(entry, value, map) : merge(old, value);
  if (isList(value) && old.kind === 'sequence') {
    if (old.slots.length === 0) return replaceValue(entry, value, map);
    const lacking = value.filter((item) => !old.items.some((known) => isEqual(known, item)));
    return lacking.length === 0 ? [] : addItems(old, lacking);
  }
  return isEqual(old, value) ? [] : replaceValue(entry, value, map);
}

function addEntries(map: YamlMap, patch: Patch): Edit {
  const { source } = map;
  const { origin, text } = source;
  const last = map.entries.at(-1);
  if (map.isFlow || last === undefined) {
    const inner = Object.entries(patch)
      .map(([key, value]) => `${inline(key)}: ${inline(value)}`)
      .join(', ');
    if (last === undefined) return replace(map.span, `{ ${inner} }`);
    return insert(origin.offset + endOf(last), `, ${inner}`);
  }
  const column = columnOf(text, (map.entries[0] as YamlEntry).key.from);
  return insert(origin.offset + lineEnd(text, endOf(last)), lineBreakOf(text) + block(patch, source, column));
}

/** An aliased item is written elsewhere; here stands its name. */
const startOfItem = ({ alias, value }: YamlItem): number => (alias === undefined ? value.from : alias.start - value.source.origin.offset);
const endOfItem = ({ alias, value }: YamlItem): number => (alias === undefined ? value.to : alias.end - value.source.origin.offset);

/** Offset behind the entry's last character. */
function endOf({ key, value, alias }: YamlEntry): number {
  if (alias !== undefined) return alias.end - key.source.origin.offset;
  if (value.from === value.to) return colonAfter(key.source.text, key.to);
  return value.to;
}

function flowPart(source: YamlSource, from: number, to: number, before: YamlEntry | undefined, after: YamlEntry | undefined) {
  if (after !== undefined) return source.origin.span(from, after.key.from);
  return source.origin.span(before === undefined ? from : endOf(before), to);
}

function colonAfter(text: string, offset: number): number {
  const colon = text.indexOf(':', offset);
  return colon === -1 ? offset : colon + 1;
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The end of the line above the sequence, where its key's colon stands. */
function firstLineBreakBefore(text: string, offset: number): number {
  let end = lineStart(text, offset) - 1;
  if (text[end - 1] === '\r') end--;
  return Math.max(0, end);
}

/** A value in one line, as it stands in `[…]`, `{…}` or behind a colon. */
function inline(value: PatchValue): string {
  if (isList(value)) return value.length === 0 ? '[]' : `[${value.map((item) => inline(item)).join(', ')}]`;
  if (isPatch(value)) {
    const inner = Object.entries(value).map(([key, item]) => `${inline(key)}: ${inline(item)}`);
    return inner.length === 0 ? '{}' : `{ ${inner.join(', ')} }`;
  }
  return stringify(value, { version: '1.1', lineWidth: 0, collectionStyle: 'flow' }).trimEnd();
}

function childIndent(value: PatchValue, source: YamlSource): number {
  const style = styleOf(source);
  return isList(value) ? style.sequence : style.step;
}

function isEqual(node: YamlNode, value: PatchValue): boolean {
  if (isList(value))
    return (
      node.kind === 'sequence' && node.items.length === value.length && value.every((item, i) => isEqual(node.items[i] as YamlNode, item))
    );
  if (isPatch(value))
    return (
      node.kind === 'map' &&
      Object.entries(value).every(([key, item]) => node.entry(key) !== undefined && isEqual(node.get(key) as YamlNode, item))
    );
  return node.kind === 'scalar' && node.value === value;
}

const isList = (value: PatchValue): value is readonly PatchValue[] => Array.isArray(value);
const isPatch = (value: PatchValue): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCollection = (value: PatchValue): boolean => typeof value === 'object' && value !== null;
const isEmpty = (value: PatchValue): boolean => isCollection(value) && Object.keys(value as object).length === 0;
