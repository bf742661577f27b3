import { apiVersionStatus } from './apiVersions.js';
import type { KubernetesSchema, ScalarType, SchemaType } from './schema.js';

const scalars: Readonly<Record<ScalarType['type'], string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  'int-or-string': 'integer or string',
  quantity: 'quantity',
  time: 'time',
};

/** A type in a few words: `integer`, `list of Container`, `map of string`. */
export function typeText(type: SchemaType): string {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.type];
    case 'object':
      return type.name;
    case 'array':
      return `list of ${typeText(type.of)}`;
    case 'map':
      return `map of ${typeText(type.of)}`;
    case 'any':
      return 'anything';
  }
}

/** What the entries are of: the type itself where it is no list or map. */
export function innermost(type: SchemaType): SchemaType {
  return type.kind === 'array' || type.kind === 'map' ? innermost(type.of) : type;
}

/** Values that the type or its entries take, where they are few; an empty one means "not set" and is left out. */
export function valuesOf(type: SchemaType): readonly string[] {
  const inner = innermost(type);
  return inner.kind === 'scalar' ? (inner.values ?? []).filter((value) => value !== '') : [];
}

/** API versions of a kind, the one to write first: served, stable, newest, core group. */
export function versionsInOrder(schema: KubernetesSchema, kind: string, targetMinor: number): readonly string[] {
  const rank = (apiVersion: string): readonly number[] => {
    const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
    const state = apiVersionStatus(apiVersion, kind, targetMinor).state;
    return [
      state === 'current' ? 0 : state === 'deprecated' ? 1 : 2,
      /^v\d+$/.test(version) ? 0 : 1,
      -Number(/^v(\d+)/.exec(version)?.[1] ?? 0),
      apiVersion.includes('/') ? 1 : 0,
    ];
  };
  return [...schema.versionsOf(kind)].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const place = left.findIndex((value, i) => value !== right[i]);
    return place === -1 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
  });
}
