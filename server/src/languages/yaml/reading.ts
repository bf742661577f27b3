import type { YamlEntry, YamlMap, YamlNode } from './nodes.js';

/** A map's scalars as text: labels, annotations, data. */
export function textMap(node: YamlNode | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (node?.kind !== 'map') return found;
  for (const { key, value } of node.allEntries()) {
    const text = value.scalarText;
    if (text !== undefined) found.set(key.content, text);
  }
  return found;
}

/** The maps among a sequence's items. */
export function mapsIn(node: YamlNode | undefined): readonly YamlMap[] {
  if (node?.kind !== 'sequence') return noMaps;
  const { items } = node;
  const isMap = (item: YamlNode): item is YamlMap => item.kind === 'map';
  return items.every(isMap) ? items : items.filter(isMap);
}

const noMaps: readonly YamlMap[] = [];

/** A sequence's scalars as text; unknown ones are left out. */
export function textsIn(node: YamlNode | undefined): string[] {
  return (node?.items ?? []).flatMap((item) => item.scalarText ?? []);
}

/** The last entry on the way along `path` that is there. */
export function deepestEntry(from: YamlMap, path: readonly string[]): YamlEntry | undefined {
  let at: YamlNode | undefined = from;
  let found: YamlEntry | undefined;
  for (const step of path) {
    const entry: YamlEntry | undefined = at?.kind === 'map' ? at.entry(step) : undefined;
    if (entry === undefined) break;
    found = entry;
    at = entry.value;
  }
  return found;
}
