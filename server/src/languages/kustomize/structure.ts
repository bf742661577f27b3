import { nearest } from '../dockerfile/vocabulary.js';
import type { PathStep, YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { BadValue, Shape, WrongType } from '../yaml/shapes.js';
import type { KustomizationFile } from './model.js';
import { topFields } from './schema.js';

/** Where a file does not have the shape that kustomize wants. */
export type Mistake = UnknownField | WrongType | BadValue;

export interface UnknownField {
  readonly what: 'unknown-field';
  readonly path: readonly PathStep[];
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  /** A field of that place whose name is nearly the same and that is not there yet. */
  readonly nearest: string | undefined;
}

/**
 * Compares the file with kustomize's types as its decoder does before it builds anything: nothing is cast, fields may be written in
 * any case, null is as good as absent. What an alias brings is judged where it is written.
 */
export function mistakesIn(file: KustomizationFile): readonly Mistake[] {
  const { root } = file;
  if (root === undefined || !file.isSound) return [];
  const found: Mistake[] = [];
  inObject(root, topFields, [], found);
  return found;
}

function inNode(node: YamlNode, shape: Shape, path: readonly PathStep[], found: Mistake[]): void {
  if (shape.kind === 'any' || shape.kind === 'either' || node.isNull || node.isUnknown) return;
  if (!isOfKind(node, shape)) found.push({ what: 'wrong-type', path, node, wanted: shape });
  else if (node.kind === 'sequence' && shape.kind === 'list')
    node.slots.forEach(({ value, alias }, i) => alias === undefined && inNode(value, shape.of, [...path, i], found));
  else if (node.kind === 'map' && shape.kind === 'map') {
    for (const { key, value, alias } of node.entries)
      if (alias === undefined && key.content !== '<<') inNode(value, shape.of, [...path, key.content], found);
  } else if (node.kind === 'map' && shape.kind === 'object') inObject(node, shape.fields, path, found);
  else if (node.kind === 'scalar' && shape.kind === 'scalar' && shape.values !== undefined && !shape.values.includes(node.content))
    found.push({ what: 'bad-value', path, node, values: shape.values, nearest: nearest(node.content, shape.values) });
}

function inObject(map: YamlMap, fields: Readonly<Record<string, Shape>>, path: readonly PathStep[], found: Mistake[]): void {
  for (const entry of map.entries) {
    const { key, value, alias } = entry;
    if (key.content === '<<' || key.isUnknown) continue;
    const name = fieldOf(key.content, fields);
    if (name === undefined) {
      const candidates = Object.keys(fields).filter((field) => !map.has(field));
      found.push({ what: 'unknown-field', path: [...path, key.content], map, entry, nearest: meant(key.content, candidates) });
    } else if (alias === undefined) inNode(value, fields[name] as Shape, [...path, name], found);
  }
}

/** `tag` of an image is its `newTag`. */
function meant(word: string, candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((field) => word.length > 2 && field.toLowerCase().endsWith(word.toLowerCase()));
  return nearest(word, candidates) ?? (longer.length === 1 ? longer[0] : undefined);
}

function fieldOf(written: string, fields: Readonly<Record<string, Shape>>): string | undefined {
  if (Object.hasOwn(fields, written)) return written;
  return Object.keys(fields).find((field) => field.toLowerCase() === written.toLowerCase());
}

function isOfKind(node: YamlNode, shape: Shape): boolean {
  if (shape.kind === 'object' || shape.kind === 'map') return node.kind === 'map';
  if (shape.kind === 'list') return node.kind === 'sequence';
  if (node.kind !== 'scalar' || shape.kind !== 'scalar') return false;
  if (shape.is === 'text') return typeof node.value === 'string';
  if (shape.is === 'number') return typeof node.value === 'number';
  return shape.is === 'scalar' || typeof node.value === 'boolean';
}
