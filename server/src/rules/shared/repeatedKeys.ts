import type { YamlEntry, YamlMap, YamlNode } from '../../languages/yaml/nodes.js';

/** A key that stands in one map more than once. */
export interface RepeatedKey {
  readonly map: YamlMap;
  readonly name: string;
  /** Two or more, in the order of the text. */
  readonly entries: readonly [YamlEntry, YamlEntry, ...YamlEntry[]];
}

/** Keys that are there more than once, from the outermost map inwards. What an alias names is looked at where it is written; merge keys may repeat. */
export function repeatedKeys(node: YamlNode): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  look(node, found);
  return found;
}

function look(node: YamlNode, found: RepeatedKey[]): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'map' && mayRepeat(node.entries)) found.push(...inMap(node));
  const inner = node.kind === 'map' ? node.entries : node.slots;
  for (const { value, alias } of inner) if (alias === undefined && value.kind !== 'scalar') look(value, found);
}

/** Comparing so many with each other takes less than a table. */
const few = 8;

function mayRepeat(entries: readonly YamlEntry[]): boolean {
  if (entries.length > few) return true;
  for (let i = 1; i < entries.length; i++) {
    const name = (entries[i] as YamlEntry).key.content;
    for (let j = 0; j < i; j++) if ((entries[j] as YamlEntry).key.isCalled(name)) return true;
  }
  return false;
}

function inMap(map: YamlMap): RepeatedKey[] {
  const byName = new Map<string, YamlEntry[]>();
  for (const entry of map.entries) {
    const name = entry.key.content;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
  }
  if (byName.size === map.entries.length) return [];
  return [...byName].flatMap(([name, [first, second, ...more]]) =>
    first !== undefined && second !== undefined && name !== '<<' && !second.key.isUnknown
      ? [{ map, name, entries: [first, second, ...more] as const }]
      : [],
  );
}
