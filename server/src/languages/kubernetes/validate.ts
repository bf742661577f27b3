import type { DataReader } from '../../engine/rule/define.js';
import type { PathStep, ScalarValue, YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import { nearest } from '../dockerfile/vocabulary.js';
import type { KubernetesObject } from './object.js';
import { isQuantity, likelyQuantity } from './quantity.js';
import { kubernetesSchema } from './schema.js';
import type { AnyType, ObjectType, ScalarType, SchemaField, SchemaType } from './schemaTypes.js';

/** Where an object does not have the shape of its kind. Nodes, not spans: they move with the text. */
export type Mistake = UnknownField | WrongType | MissingField | BadValue;

interface Place {
  /** Path to what the mistake is about, its key included. */
  readonly path: readonly PathStep[];
}

export interface UnknownField extends Place {
  readonly what: 'unknown-field';
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  readonly type: ObjectType;
  /** A field of that place whose name is nearly the same and that is not there yet. */
  readonly nearest: string | undefined;
  /** Path to a place around this one that has a field of the very name. */
  readonly home: readonly PathStep[] | undefined;
}

export interface WrongType extends Place {
  readonly what: 'wrong-type';
  readonly node: YamlNode;
  readonly wanted: SchemaType;
}

export interface MissingField extends Place {
  readonly what: 'missing-field';
  readonly map: YamlMap;
  readonly field: SchemaField;
  readonly type: ObjectType;
}

export interface BadValue extends Place {
  readonly what: 'bad-value';
  readonly node: YamlScalar;
  /** All that the API takes; empty for quantities. */
  readonly values: readonly string[];
  readonly nearest: string | undefined;
}

/** Mistakes of an object, found once for all rules that tell of them; none where its kind is not known. */
export const mistakesIn: DataReader<(object: KubernetesObject) => readonly Mistake[]> = {
  name: 'kubernetes',
  read(data, other) {
    const schema = kubernetesSchema.read(data, other);
    const find = (object: KubernetesObject): readonly Mistake[] => {
      // What is no YAML falls apart into keys and values that nobody wrote.
      const isRead = object.document.faults.length === 0;
      const type = isRead ? schema.objectType(object.apiVersion, object.kind) : undefined;
      return type === undefined ? [] : validate(object.root, type);
    };
    return (object) => object.once(find);
  },
};

/**
 * Compares an object with its type as the API server would: null is as good as absent, what another program fills in is not
 * judged, and neither is what an alias or a merge key brings, for it is written for several places. The status is the cluster's.
 */
export function validate(root: YamlMap, type: ObjectType): readonly Mistake[] {
  const walk = new Walk();
  walk.object(root, type, undefined, undefined);
  return walk.mistakes;
}

interface Level {
  readonly type: ObjectType;
  readonly path: readonly PathStep[];
}

/** The way to a place, from its end: it is written out for mistakes alone, of which there are few. */
interface Way {
  readonly step: PathStep;
  readonly before: Way | undefined;
}

/** Objects around a place, the innermost first. */
interface Around {
  readonly type: ObjectType;
  readonly way: Way | undefined;
  readonly above: Around | undefined;
}

function pathOf(way: Way | undefined, ...more: readonly PathStep[]): readonly PathStep[] {
  const path: PathStep[] = [];
  for (let at = way; at !== undefined; at = at.before) path.push(at.step);
  return [...path.reverse(), ...more];
}

function levelsOf(around: Around): readonly Level[] {
  const levels: Level[] = [];
  for (let at: Around | undefined = around; at !== undefined; at = at.above) levels.push({ type: at.type, path: pathOf(at.way) });
  return levels.reverse();
}

class Walk {
  readonly mistakes: Mistake[] = [];

  node(node: YamlNode, type: SchemaType, step: PathStep, before: Way | undefined, above: Around): void {
    if (type.kind === 'any') return;
    if (node.kind === 'scalar') {
      this.#scalar(node, type, step, before);
      return;
    }
    const way = { step, before };
    if (type.kind === 'object' && node.kind === 'map') this.object(node, type, way, above);
    else if (type.kind === 'map' && node.kind === 'map') {
      const { entries } = node;
      for (let i = 0; i < entries.length; i++) {
        const { key, value, alias } = entries[i] as YamlEntry;
        if (alias === undefined && isOwn(key)) this.node(value, type.of, key.content, way, above);
      }
    } else if (type.kind === 'array' && node.kind === 'sequence') {
      const { slots } = node;
      for (let i = 0; i < slots.length; i++) {
        const { value, alias } = slots[i] as YamlItem;
        if (alias === undefined) this.node(value, type.of, i, way, above);
      }
    } else this.#wrong(node, type, way);
  }

  object(map: YamlMap, type: ObjectType, way: Way | undefined, above: Around | undefined): void {
    const around = { type, way, above };
    const { entries } = map;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as YamlEntry;
      const { key, value, alias } = entry;
      if (!isOwn(key)) continue;
      const name = key.content;
      if (way === undefined && beyondSchema.has(name)) continue;
      const field = type.field(name);
      if (field !== undefined) {
        if (alias === undefined) this.node(value, field.type, name, way, around);
      } else if (!type.open && !name.startsWith('$')) {
        this.mistakes.push({ what: 'unknown-field', path: pathOf(way, name), map, entry, type, ...guesses(name, map, levelsOf(around)) });
      }
    }
    if (type.required.length > 0) this.#missing(map, type, way);
  }

  #missing(map: YamlMap, type: ObjectType, way: Way | undefined): void {
    for (const field of type.required) {
      if (map.has(field.name)) continue;
      if (isPartial(map)) return;
      this.mistakes.push({ what: 'missing-field', path: pathOf(way, field.name), map, field, type });
    }
  }

  #scalar(node: YamlScalar, type: Exclude<SchemaType, AnyType>, step: PathStep, before: Way | undefined): void {
    const { value } = node;
    if (value === null || (typeof value === 'string' && (node.isUnknown || isToken(value)))) return;
    if (type.kind !== 'scalar' || !fits(value, type)) {
      this.#wrong(node, type, { step, before });
      return;
    }
    // An empty string is how generators write "not set".
    if (typeof value !== 'string' || value === '') return;
    if (type.values !== undefined && !type.values.includes(value)) {
      const { values } = type;
      this.mistakes.push({ what: 'bad-value', path: pathOf(before, step), node, values, nearest: nearest(value, values) });
    } else if (type.type === 'quantity' && !isQuantity(value)) {
      this.mistakes.push({ what: 'bad-value', path: pathOf(before, step), node, values: [], nearest: likelyQuantity(value) });
    }
  }

  #wrong(node: YamlNode, wanted: SchemaType, way: Way): void {
    this.mistakes.push({ what: 'wrong-type', path: pathOf(way), node, wanted });
  }
}

/** `$patch` and its like: only what changes is written. A merge key whose map is not known may bring anything. */
function isPartial(map: YamlMap): boolean {
  return map.entries.some(
    ({ key, value }) => key.content.startsWith('$patch') || key.isUnknown || (key.content === '<<' && value.isUnknown),
  );
}

/** What scripts and editors fill in later: `$(NAME)`, `$NAME`, `<name>`, `@NAME@`, `%NAME%`, `#{NAME}#`, `[[name]]`. */
function isToken(text: string): boolean {
  return '$<@%#['.includes(text.charAt(0)) && /^(?:\$\(.+\)|\$[A-Za-z_]\w*|<.+>|@.+@|%.+%|#\{.+\}#?|\[\[.+\]\])$/.test(text);
}

/** Keys at the root that no schema has: the cluster's own report, and what SOPS writes into a file that it encrypts. */
const beyondSchema = new Set(['status', 'sops']);

/** Whether the key is written out, and none that brings others. */
function isOwn(key: YamlScalar): boolean {
  return key.content !== '<<' && !key.isUnknown;
}

/** As the decoder of the API server: whole numbers may have a point (`3.0`), and text is never taken for a number. */
function fits(value: ScalarValue, { type }: ScalarType): boolean {
  switch (type) {
    case 'string':
    case 'time':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number';
  }
}

/** What the author of an unknown field may have meant. */
function guesses(name: string, map: YamlMap, levels: readonly Level[]): Pick<UnknownField, 'nearest' | 'home'> {
  const here = levels.at(-1);
  const near = nearest(name, here?.type.fields.filter((field) => !map.has(field.name)).map((field) => field.name) ?? []);
  return { nearest: near, home: homeOf(name, levels) };
}

/** Names that stand in so many places that none of them is meant. */
const everywhere = new Set(['apiVersion', 'kind', 'name', 'type', 'key', 'value', 'path', 'port', 'status', 'spec', 'metadata']);

/** The nearest place that has a field of that name: below this one, then around it and below that. */
function homeOf(name: string, levels: readonly Level[]): readonly PathStep[] | undefined {
  if (everywhere.has(name)) return undefined;
  const seen = new Set<ObjectType>();
  for (const level of [...levels].reverse()) {
    let front: readonly Level[] = [level];
    for (let depth = 0; depth < 3; depth++) {
      const found = front.find(({ type }) => type.field(name) !== undefined);
      if (found !== undefined) return found.path;
      front = front.flatMap((from) => below(from, seen));
    }
  }
  return undefined;
}

function below({ type, path }: Level, seen: Set<ObjectType>): Level[] {
  return type.fields.flatMap((field) => {
    const isList = field.type.kind === 'array';
    const inner = field.type.kind === 'array' ? field.type.of : field.type;
    if (inner.kind !== 'object' || seen.has(inner) || field.name === 'status') return [];
    seen.add(inner);
    return [{ type: inner, path: isList ? [...path, field.name, 0] : [...path, field.name] }];
  });
}
