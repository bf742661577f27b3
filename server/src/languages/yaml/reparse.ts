import { changedRange } from '../../engine/text/changedRange.js';
import { lineStart } from '../../engine/text/lines.js';
import { ownText } from '../../engine/text/ownText.js';
import { isAlike, takeOver } from './carry.js';
import type { CarriedSource, YamlMap, YamlNode } from './nodes.js';
import { parseYaml } from './parse.js';

/** An entry of a block map that begins its line, with the lines that are its own. */
interface Region {
  readonly map: YamlMap;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** Maps and sequences around the entry, from the root down to `map`. */
  readonly around: readonly YamlNode[];
}

/** What an edit did to a tree. */
export interface TreeChange {
  /** Whether it is the same tree, only that some scalars say something else and stand elsewhere. */
  isAlike: boolean;
  /** Sets of the readers of those scalars; see `reads.ts`. */
  readonly readers: Set<number>;
}

/**
 * Makes the tree of `text` out of that of the source's present text: the smallest entry whose lines hold the whole change
 * is read anew, everything behind it moves. False, with nothing touched, where that cannot be told for certain; the caller
 * has made sure that the tree has no faults, anchors or aliases. Nodes inside of the old entry are used up, unless the new
 * ones are alike but for values; then `change` hears of it. What stands at a key of `fixed` decides what the rest is.
 */
export function reparse(
  root: YamlNode,
  source: CarriedSource,
  text: string,
  change?: TreeChange,
  fixed: ReadonlySet<string> = nothingFixed,
): boolean {
  const old = source.text;
  const { start, oldEnd } = changedRange(old, text);
  const by = text.length - old.length;
  const region = regionAround(root, old, start, oldEnd);
  if (region === undefined) return false;
  const { map, index, around } = region;
  const entry = map.entries[index];
  const part = ownText(text.slice(region.start, region.end + by));
  if (entry === undefined || /^(?:\.\.\.|---)/m.test(part)) return false;
  const read = parseYaml(part, source, region.start);
  const [fresh] = read.roots;
  if (read.faults.length > 0 || read.hasAnchors || read.roots.length !== 1 || fresh?.kind !== 'map' || fresh.isFlow) return false;
  const [replacement] = fresh.entries;
  if (replacement === undefined || fresh.entries.length !== 1 || replacement.key.from !== entry.key.from) return false;
  // What holds the entry as its last one ends where it ends, everything else around it behind the region.
  for (const node of around) node.moveTo(node.from, node.to < region.end || region.end === old.length ? fresh.to : node.to + by);
  source.text = text;
  const isSame =
    change !== undefined &&
    entry.key.content === replacement.key.content &&
    entry.key.style === replacement.key.style &&
    !fixed.has(entry.key.content) &&
    isAlike(entry.value, replacement.value, fixed);
  if (isSame) {
    entry.key.become(replacement.key);
    takeOver(entry.value, replacement.value, change.readers);
    change.isAlike = true;
  } else map.replaceEntry(index, replacement);
  if (by !== 0) for (const node of around) moveChildren(node, region.end, by);
  return true;
}

const nothingFixed: ReadonlySet<string> = new Set();

function regionAround(root: YamlNode, text: string, from: number, to: number): Region | undefined {
  let found: Region | undefined;
  const around: YamlNode[] = [];
  let node: YamlNode | undefined = root;
  let end = text.length;
  while (node !== undefined && node.kind !== 'scalar' && !node.isFlow) {
    around.push(node);
    const starts: number[] =
      node.kind === 'map' ? node.entries.map(({ key }) => key.from) : node.slots.map(({ dash, value }) => dash ?? value.from);
    const index = lastBefore(starts, from);
    if (index === -1) break;
    const start = starts[index] as number;
    const next = starts[index + 1];
    if (next !== undefined) {
      end = lineStart(text, next);
      // A key without text (`: value`) is placed on the line above.
      if (text.slice(end, next).trim() !== '') break;
    }
    // The line break in front of what follows stays, so that it begins a line as before.
    if (to >= end && end !== text.length) break;
    const line = lineStart(text, start);
    if (node.kind === 'map' && start < from && text.slice(line, start).trim() === '')
      found = { map: node, index, start: line, end, around: [...around] };
    node = node.kind === 'map' ? node.entries[index]?.value : node.slots[index]?.value;
  }
  return found;
}

function lastBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Moves the children of a collection around the entry that begin at or behind `from`. */
function moveChildren(node: YamlNode, from: number, by: number): void {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.from < from) continue;
      move(key, by);
      move(value, by);
    }
  } else if (node.kind === 'sequence') {
    for (const slot of node.slots) {
      if ((slot.dash ?? slot.value.from) < from) continue;
      if (slot.dash !== undefined) slot.dash += by;
      move(slot.value, by);
    }
  }
}

function move(node: YamlNode, by: number): void {
  node.moveTo(node.from + by, node.to + by);
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      move(key, by);
      move(value, by);
    }
  } else if (node.kind === 'sequence') {
    for (const slot of node.slots) {
      if (slot.dash !== undefined) slot.dash += by;
      move(slot.value, by);
    }
  }
}
