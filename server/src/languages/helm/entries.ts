import type { YamlMap, YamlNode } from '../yaml/nodes.js';

/** `empty`: null, `{}` or `[]`, so that whoever installs the chart says what is in it. */
export type ValueSort = 'map' | 'list' | 'text' | 'number' | 'boolean' | 'empty';

/** More values than this are no chart that somebody writes by hand. */
const mostValues = 4000;

/** `image.tag`; a key that has a dot itself is no step that a template could name. */
export const dotted = (path: readonly string[]): string => path.join('.');

/** One value with its path. */
export interface ValueEntry {
  readonly path: readonly string[];
  readonly key: YamlMap['entries'][number]['key'];
  readonly value: YamlNode;
  readonly map: YamlMap;
}

/** Every key of the values that a template can name, the outer ones first. */
export function entriesOf({ root }: { readonly root: YamlMap | undefined }): readonly ValueEntry[] {
  const found: ValueEntry[] = [];
  const below = (map: YamlMap, path: readonly string[]): void => {
    for (const { key, value } of map.allEntries()) {
      if (key.content === '<<' || found.length >= mostValues || path.length > 20) continue;
      const here = [...path, key.content];
      found.push({ path: here, key, value, map });
      if (value.kind === 'map') below(value, here);
    }
  };
  if (root !== undefined) below(root, []);
  return found;
}

export function sortOf(value: YamlNode): ValueSort {
  if (value.kind === 'map') return value.entries.length === 0 ? 'empty' : 'map';
  if (value.kind === 'sequence') return value.slots.length === 0 ? 'empty' : 'list';
  if (value.isNull) return 'empty';
  return typeof value.value === 'number' ? 'number' : typeof value.value === 'boolean' ? 'boolean' : 'text';
}
