import { nearest } from '../dockerfile/vocabulary.js';
import type { PathStep, YamlEntry, YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import { isVariable, kindOf } from './interpolation.js';
import type { BadValue, Shape, WrongType } from '../yaml/shapes.js';
import type { ComposeFile } from './model.js';
import { composeShape } from './schema.js';

/** Where a file does not have the shape that Compose wants. */
export type Mistake = UnknownKey | WrongType | BadValue;

export interface UnknownKey {
  readonly what: 'unknown-key';
  readonly path: readonly PathStep[];
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  /** A key of that place whose name is nearly the same and that is not there yet. */
  readonly nearest: string | undefined;
  /** Path of a place around this one that has a key of the very name. */
  readonly home: readonly PathStep[] | undefined;
}

/**
 * Compares the file with the specification's shape as Compose does before it starts anything. Null is as good as absent, text with
 * variables is not judged, and what an alias or a merge key brings is judged where it is written: nowhere, for it may stand in an
 * extension that is a part of several things.
 */
export function mistakesIn(file: ComposeFile): readonly Mistake[] {
  if (!file.isSound) return [];
  const walk = new Walk();
  for (const root of file.roots) walk.node(root, composeShape, [], []);
  return walk.mistakes;
}

interface Level {
  readonly fields: Readonly<Record<string, Shape>>;
  readonly path: readonly PathStep[];
}

class Walk {
  readonly mistakes: Mistake[] = [];

  node(node: YamlNode, shape: Shape, path: readonly PathStep[], above: readonly Level[]): void {
    if (shape.kind === 'any' || node.isNull || (node.kind === 'scalar' && isVariable(node))) return;
    if (shape.kind === 'either') {
      const fitting = shape.of.find((one) => isOfKind(node, one));
      if (fitting === undefined) this.mistakes.push({ what: 'wrong-type', path, node, wanted: shape });
      else this.node(node, fitting, path, above);
      return;
    }
    if (!isOfKind(node, shape)) {
      this.mistakes.push({ what: 'wrong-type', path, node, wanted: shape });
      return;
    }
    if (node.kind === 'scalar') this.#scalar(node, shape, path);
    else if (node.kind === 'sequence') {
      if (shape.kind !== 'list') return;
      node.slots.forEach(({ value, alias }, i) => alias === undefined && this.node(value, shape.of, [...path, i], above));
    } else if (shape.kind === 'map') {
      for (const { key, value, alias } of ownEntries(node))
        if (alias === undefined) this.node(value, shape.of, [...path, key.content], above);
    } else if (shape.kind === 'object') this.#object(node, shape.fields, path, above);
  }

  #object(map: YamlMap, fields: Readonly<Record<string, Shape>>, path: readonly PathStep[], above: readonly Level[]): void {
    const levels = [...above, { fields, path }];
    for (const entry of ownEntries(map)) {
      const name = entry.key.content;
      const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (shape !== undefined) {
        if (entry.alias === undefined) this.node(entry.value, shape, [...path, name], levels);
        continue;
      }
      // A whole service that came to stand at the top, or the like, says more by its place than by its name.
      const home = [...levels]
        .reverse()
        .map((level) => homeOf(name, level))
        .find((place) => place !== undefined);
      const candidates = Object.keys(fields).filter((field) => !map.has(field));
      this.mistakes.push({ what: 'unknown-key', path: [...path, name], map, entry, nearest: nearest(name, candidates), home });
    }
  }

  #scalar(node: YamlScalar, shape: Shape, path: readonly PathStep[]): void {
    if (shape.kind !== 'scalar') return;
    const kind = kindOf(node);
    const isFitting =
      shape.is === 'scalar' ||
      (shape.is === 'text' && kind === 'string') ||
      // Compose casts text that says a number or a switch.
      (shape.is === 'number' && (kind === 'number' || (kind === 'string' && /^[-+]?[\d.]/.test(node.content)))) ||
      (shape.is === 'flag' && (kind === 'boolean' || (kind === 'string' && /^(?:true|false|yes|no|on|off|y|n|1|0)$/i.test(node.content))));
    if (!isFitting) this.mistakes.push({ what: 'wrong-type', path, node, wanted: shape });
    else if (shape.values !== undefined && !shape.values.includes(node.content) && shape.pattern?.test(node.content) !== true)
      this.mistakes.push({ what: 'bad-value', path, node, values: shape.values, nearest: nearest(node.content, shape.values) });
  }
}

function isOfKind(node: YamlNode, shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'object':
    case 'map':
      return node.kind === 'map';
    case 'list':
      return node.kind === 'sequence';
    case 'scalar':
      return node.kind === 'scalar';
    case 'either':
      return shape.of.some((one) => isOfKind(node, one));
  }
}

/** Extensions may stand everywhere: https://docs.docker.com/reference/compose-file/extension/. */
function ownEntries(map: YamlMap): readonly YamlEntry[] {
  return map.entries.filter(({ key }) => key.content !== '<<' && !key.content.startsWith('x-') && !isVariable(key));
}

/** Names that stand in so many places that none of them is meant. */
const everywhere = new Set(['name', 'type', 'target', 'source', 'path', 'driver', 'options', 'labels', 'config', 'mode', 'file', 'image']);

/** The place at or directly below a level that has a key of that name. */
function homeOf(name: string, { fields, path }: Level): readonly PathStep[] | undefined {
  if (everywhere.has(name)) return undefined;
  if (Object.hasOwn(fields, name)) return path;
  for (const [field, shape] of Object.entries(fields)) {
    const inner = shape.kind === 'either' ? shape.of : [shape];
    if (inner.some((one) => one.kind === 'object' && Object.hasOwn(one.fields, name))) return [...path, field];
  }
  return undefined;
}
