import type { Edit } from '../../engine/text/span.js';
import { merge, removeEntry, removeItem, replaceValue, type Patch, type PatchValue } from './edit.js';
import { toData, type YamlMap, type YamlNode } from './nodes.js';

// Edits that heed what anchors and merge keys bring. An alias is followed to where the value is written; what `<<` brings is
// written out beside it, for an entry of its own hides all of the other.

/** The edits after which `map` holds `patch` too, whoever wrote it; none when it does already. */
export function mergeThrough(map: YamlMap, patch: Patch): Edit[] {
  const edits: Edit[] = [];
  const lacking: Record<string, PatchValue> = {};
  for (const [key, value] of Object.entries(patch)) {
    const entry = map.entry(key);
    const old = entry?.value;
    if (entry === undefined || old === undefined) lacking[key] = value;
    else if (holds(old, value)) continue;
    else if (!map.entries.includes(entry)) lacking[key] = combined(old, value);
    else if (isPatch(value) && old.kind === 'map' && old.entries.length > 0) edits.push(...mergeThrough(old, value));
    else if (entry.alias !== undefined) edits.push(...replaceValue(entry, combined(old, value), map));
    else lacking[key] = value;
  }
  return Object.keys(lacking).length === 0 ? edits : [...edits, ...merge(map, lacking)];
}

/** Takes out what stands at `path`, and maps on the way that hold nothing else; undefined where it is written elsewhere. */
export function removeAt(root: YamlMap, path: readonly string[]): Edit[] | undefined {
  let best: Edit[] | undefined;
  for (let length = path.length; length > 0; length--) {
    const holder = length === 1 ? root : root.get(...path.slice(0, length - 1));
    const key = path[length - 1] as string;
    if (holder?.kind !== 'map' || !holder.entries.some((entry) => entry.key.content === key)) return best;
    if (holder.entries.length > 1 || length === 1) return removeEntry(holder, key) ?? best;
    best = removeEntry(holder, key);
  }
  return best;
}

/** Takes an item out of the sequence at `path`, and the sequence when it was the only one. */
export function removeItemAt(root: YamlMap, path: readonly string[], index: number): Edit[] | undefined {
  const sequence = root.get(...path);
  if (sequence?.kind !== 'sequence' || sequence.slots[index] === undefined) return undefined;
  return sequence.slots.length === 1 ? removeAt(root, path) : removeItem(sequence, index);
}

/** Whether `node` already says all that `value` does. */
function holds(node: YamlNode, value: PatchValue): boolean {
  if (isList(value)) return node.kind === 'sequence' && value.every((item) => node.items.some((known) => holds(known, item)));
  if (isPatch(value))
    return (
      node.kind === 'map' &&
      Object.entries(value).every(([key, item]) => node.entry(key) !== undefined && holds(node.get(key) as YamlNode, item))
    );
  return node.kind === 'scalar' && node.value === value;
}

/** What is there and what is to be, as one value. */
function combined(old: YamlNode, value: PatchValue): PatchValue {
  if (isList(value)) {
    const known = old.kind === 'sequence' ? old.items : [];
    return [...known.map((item) => toData(item) as PatchValue), ...value.filter((item) => !known.some((one) => holds(one, item)))];
  }
  if (!isPatch(value) || old.kind !== 'map') return value;
  const result: Record<string, PatchValue> = toData(old) as Record<string, PatchValue>;
  for (const [key, item] of Object.entries(value)) {
    const inner = old.get(key);
    result[key] = inner === undefined ? item : combined(inner, item);
  }
  return result;
}

const isList = (value: PatchValue): value is readonly PatchValue[] => Array.isArray(value);
const isPatch = (value: PatchValue): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);
