import type { PathStep, YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { Appearance, ObjectType, SchemaType } from './schemaTypes.js';

/** `1.30`, or `1.35 or 1.36` where the releases between were not read. */
export function appearanceText({ from, to }: Appearance): string {
  if (from === to) return `1.${from}`;
  return `1.${from} ${to === from + 1 ? 'or' : 'to'} 1.${to}`;
}

/** Whether release 1.`minor` certainly came before it. */
export const isNewerThan = (since: Appearance | undefined, minor: number): since is Appearance => since !== undefined && minor < since.from;

export interface NewField {
  readonly entry: YamlEntry;
  readonly path: readonly PathStep[];
  readonly since: Appearance;
}

/** Fields of an object that release 1.`minor` does not have; what stands below such a field is not looked at. */
export function fieldsNewerThan(minor: number, root: YamlMap, type: ObjectType): readonly NewField[] {
  const found: NewField[] = [];
  const visit = (node: YamlNode, of: SchemaType, path: readonly PathStep[]): void => {
    if (of.kind === 'array' && node.kind === 'sequence') {
      node.slots.forEach(({ value, alias }, i) => {
        if (alias === undefined) visit(value, of.of, [...path, i]);
      });
    } else if (node.kind === 'map' && (of.kind === 'map' || of.kind === 'object')) {
      for (const entry of node.entries) {
        const { key, value, alias } = entry;
        const field = of.kind === 'object' ? of.field(key.content) : { type: of.of, since: undefined };
        // The status is the cluster's own, and null is as good as absent.
        if (field === undefined || value.isNull || (path.length === 0 && key.content === 'status')) continue;
        const at = [...path, key.content];
        if (isNewerThan(field.since, minor)) found.push({ entry, path: at, since: field.since });
        else if (alias === undefined) visit(value, field.type, at);
      }
    }
  };
  visit(root, type, []);
  return found;
}
