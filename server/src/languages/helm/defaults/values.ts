import { placeholder } from '../../yaml/nodes.js';

// What a template computes with, as far as the files say.

/** Nobody knows: it depends on the release, the cluster, or a function that is not followed. */
export class Unknown {
  readonly isUnknown = true;
}
export const unknown = new Unknown();

export type Value = Unknown | null | boolean | number | string | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

/** Stands in a text for a word that is not known. */
export const unknownWord = placeholder;
/** Stands in a text for lines that are not known, or may not be there. */
export const hole = '\uE001';

export const isMap = (value: Value): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const hasUnknown = (text: string): boolean => text.includes(unknownWord) || text.includes(hole);

const known = new RegExp(`[^${unknownWord}${hole}]`);

/** Go templates: false, 0, null, an empty text, list or map are not true; undefined where nobody knows. */
export function truth(value: Value): boolean | undefined {
  if (value instanceof Unknown) return undefined;
  if (typeof value === 'string') {
    if (value === '') return false;
    return known.test(value) ? true : undefined;
  }
  if (typeof value === 'object' && value !== null) return (isList(value) ? value : Object.keys(value)).length > 0;
  return value !== null && value !== false && value !== 0;
}

/** As `{{ … }}` writes it; Helm writes nothing for null. */
export function printed(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  // Go writes large numbers of values with an exponent, and maps in a way that nobody wants.
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : unknownWord;
  return typeof value === 'boolean' ? String(value) : unknownWord;
}

export function fieldOf(value: Value, name: string): Value {
  if (!isMap(value)) return unknown;
  return Object.hasOwn(value, name) ? (value[name] as Value) : null;
}

/** `over` put over `under`, as Helm does with files of values: maps are joined, null takes a key away. */
export function merged(under: ValueMap, over: ValueMap): ValueMap {
  const result: Record<string, Value> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const old = Object.hasOwn(result, key) ? (result[key] as Value) : null;
    if (value === null) delete result[key];
    else result[key] = isMap(value) && isMap(old) ? merged(old, value) : value;
  }
  return result;
}

/** As `toYaml` writes it: keys in order, no line break at the end. */
export function yamlOf(value: Value, indent = ''): string {
  if (isList(value)) {
    if (value.length === 0) return '[]';
    return value.map((item) => `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join('\n');
  }
  if (!isMap(value)) return yamlScalar(value);
  const keys = Object.keys(value).sort();
  if (keys.length === 0) return '{}';
  return keys
    .map((key) => {
      const item = value[key] as Value;
      const isBlock = isList(item) ? item.length > 0 : isMap(item) && Object.keys(item).length > 0;
      const text = yamlOf(item, isMap(item) ? `${indent}  ` : indent);
      return `${indent}${yamlScalar(key)}:${isBlock ? '\n' : ' '}${text}`;
    })
    .join('\n');
}

function yamlScalar(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') return value instanceof Unknown ? unknownWord : String(value as number | boolean);
  if (hasUnknown(value)) return value.includes('\n') ? unknownWord : value;
  const isPlain = /^[A-Za-z/_][\w./-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
