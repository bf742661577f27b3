import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';

/** A key that stands in one map more than once. */
export interface RepeatedKey {
  readonly map: YamlMap;
  readonly name: string;
  /** Two or more, in the order of the text. */
  readonly entries: readonly [YamlEntry, YamlEntry, ...YamlEntry[]];
}

/** Keys that are there more than once, from the outermost map inwards. What an alias names is looked at where it is written; merge keys may repeat. */
export function* repeatedKeys(node: YamlNode): Generator<RepeatedKey> {
  if (node.kind === 'scalar') return;
  if (node.kind === 'map') yield* inMap(node);
  const inner = node.kind === 'map' ? node.entries : node.slots;
  for (const { value, alias } of inner) if (alias === undefined) yield* repeatedKeys(value);
}

function* inMap(map: YamlMap): Generator<RepeatedKey> {
  const byName = new Map<string, YamlEntry[]>();
  for (const entry of map.entries) {
    const name = entry.key.content;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
  }
  if (byName.size === map.entries.length) return;
  for (const [name, [first, second, ...more]] of byName)
    if (first !== undefined && second !== undefined && name !== '<<' && !second.key.isUnknown)
      yield { map, name, entries: [first, second, ...more] };
}
