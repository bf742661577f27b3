import type { DataReader } from '../../engine/rule/define.js';
import {
  anyType,
  collectionType,
  lazy,
  objectType,
  schemaField,
  type Appearance,
  type ObjectType,
  type ScalarType,
  type SchemaField,
  type SchemaType,
} from './schemaTypes.js';
import { isClusterScoped } from './scopes.js';

export type { AnyType, Appearance, ArrayType, MapType, ObjectType, ScalarType, SchemaField, SchemaType } from './schemaTypes.js';

/** The kinds that are known, with their fields. */
export interface KubernetesSchema {
  /** Undefined when the kind is not known: then nothing is judged. */
  objectType(apiVersion: string, kind: string): ObjectType | undefined;
  /** API versions that have a kind of that name, for "did you mean". */
  versionsOf(kind: string): readonly string[];
  /** Whether any kind of that API version is known. */
  hasVersion(apiVersion: string): boolean;
  /** Every kind, each once. */
  readonly kinds: readonly string[];
  /** Undefined when the kind is not known. */
  isNamespaced(apiVersion: string, kind: string): boolean | undefined;
  /** When the API version of the kind appeared; undefined for those that are older than what was read, and where nobody knows. */
  since(apiVersion: string, kind: string): Appearance | undefined;
}

/** The schema that ships with the product; ask for it through `near.data(kubernetesSchema)`. */
export const kubernetesSchema: DataReader<KubernetesSchema> = {
  name: 'kubernetes',
  read: (structure, other) => readSchema(structure, () => other('kubernetes-texts')),
};

/**
 * `dist/kubernetes.json`. A definition is one string, "name field:type field!type …", where `!` marks required fields, and is cut
 * when somebody first looks into it; so the file costs its JSON.parse and nothing more.
 * `name@35-36:type` is a field that appeared in release 1.35 or 1.36, `name@30:type` one of 1.30.
 * A type is `s` string, `i` integer, `n` number, `b` boolean, `x` integer or string, `q` quantity, `t` time, `a` anything,
 * `e3` one of `enums[3]`, `17` the object `definitions[17]`, `[` a list of and `{` a map of what follows.
 */
interface Structure {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly definitions: readonly string[];
  readonly enums: readonly (readonly string[])[];
  /** API version → kind → release, as with fields. */
  readonly since?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** `dist/kubernetes-texts.json`: for each definition the numbers of its own description and of its fields' in their order. */
interface Texts {
  readonly strings: readonly string[];
  readonly definitions: readonly (readonly number[])[];
}

const scalars: Readonly<Record<string, ScalarType>> = {
  s: { kind: 'scalar', type: 'string' },
  i: { kind: 'scalar', type: 'integer' },
  n: { kind: 'scalar', type: 'number' },
  b: { kind: 'scalar', type: 'boolean' },
  x: { kind: 'scalar', type: 'int-or-string' },
  q: { kind: 'scalar', type: 'quantity' },
  t: { kind: 'scalar', type: 'time' },
};

const emptyStructure: Structure = { kinds: {}, definitions: [], enums: [] };

/** Reads what server/tools/kubernetesSchema.ts made; anything else is a schema that knows no kind. */
export function readSchema(structure: unknown, texts?: () => unknown): KubernetesSchema {
  const { kinds, definitions, enums, since } = isStructure(structure) ? structure : emptyStructure;
  const textTable = lazy(() => texts?.() as Texts | undefined);
  const textOf = (definition: number, place: number): string | undefined => {
    const table = textTable();
    return table?.strings[table.definitions[definition]?.[place] ?? 0] || undefined;
  };
  const objects: (ObjectType | undefined)[] = [];

  const objectAt = (number: number): ObjectType => {
    const definition = definitions[number] ?? '';
    const blank = definition.indexOf(' ');
    return (objects[number] ??= objectType(
      blank === -1 ? definition : definition.slice(0, blank),
      () => (blank === -1 ? [] : definition.slice(blank + 1).split(' ')).map((field, i) => fieldOf(field, number, i + 1)),
      { text: () => textOf(number, 0) },
    ));
  };
  const fieldOf = (code: string, definition: number, place: number): SchemaField => {
    const end = code.search(/[:!]/);
    const [name = '', release] = code.slice(0, end).split('@');
    return schemaField(
      name,
      code[end] === '!',
      () => typeOf(code.slice(end + 1)),
      () => textOf(definition, place),
      appearanceIn(release),
    );
  };
  const typeOf = (code: string): SchemaType => {
    const first = code[0] ?? 'a';
    if (first === '[' || first === '{') return collectionType(first === '[' ? 'array' : 'map', () => typeOf(code.slice(1)));
    if (first === 'e') return { kind: 'scalar', type: 'string', values: enums[Number(code.slice(1))] ?? [] };
    if (first >= '0' && first <= '9') return objectAt(Number(code));
    return scalars[first] ?? anyType;
  };
  const numberOf = (apiVersion: string, kind: string): number | undefined =>
    Object.hasOwn(kinds, apiVersion) && Object.hasOwn(kinds[apiVersion] ?? {}, kind) ? kinds[apiVersion]?.[kind] : undefined;

  return {
    objectType(apiVersion, kind) {
      const number = numberOf(apiVersion, kind);
      return number === undefined ? undefined : objectAt(number);
    },
    versionsOf: (kind) => Object.keys(kinds).filter((apiVersion) => Object.hasOwn(kinds[apiVersion] ?? {}, kind)),
    hasVersion: (apiVersion) => Object.hasOwn(kinds, apiVersion),
    get kinds() {
      return [...new Set(Object.values(kinds).flatMap((group) => Object.keys(group)))].sort();
    },
    isNamespaced: (apiVersion, kind) => (numberOf(apiVersion, kind) === undefined ? undefined : !isClusterScoped(apiVersion, kind)),
    since: (apiVersion, kind) => (numberOf(apiVersion, kind) === undefined ? undefined : appearanceIn(since?.[apiVersion]?.[kind])),
  };
}

function appearanceIn(code: string | undefined): Appearance | undefined {
  if (code === undefined) return undefined;
  const [from = '', to = from] = code.split('-');
  return { from: Number(from), to: Number(to) };
}

function isStructure(value: unknown): value is Structure {
  return typeof value === 'object' && value !== null && 'kinds' in value && 'definitions' in value && 'enums' in value;
}

/**
 * The field at a path of keys and list places, `['spec', 'containers', 0, 'image']`. A place in a list or an entry of a map answers
 * with a field of that name, the type of its entries and the description of the whole.
 */
export function fieldAt(
  schema: KubernetesSchema,
  apiVersion: string,
  kind: string,
  path: readonly (string | number)[],
): SchemaField | undefined {
  const root = schema.objectType(apiVersion, kind);
  return root === undefined ? undefined : fieldBelow(root, path);
}

/** The same from any type on. */
export function fieldBelow(root: SchemaType, path: readonly (string | number)[]): SchemaField | undefined {
  let type = root;
  let field: SchemaField | undefined;
  for (const step of path) {
    const next = stepInto(type, step, field);
    if (next === undefined) return undefined;
    field = next;
    type = next.type;
  }
  return field;
}

function stepInto(type: SchemaType, step: string | number, owner: SchemaField | undefined): SchemaField | undefined {
  switch (type.kind) {
    case 'object':
      return type.field(String(step));
    case 'array':
      if (!/^\d+$/.test(String(step))) return undefined;
      return entryField(String(step), type.of, owner);
    case 'map':
      return entryField(String(step), type.of, owner);
    case 'scalar':
    case 'any':
      return undefined;
  }
}

function entryField(name: string, type: SchemaType, owner: SchemaField | undefined): SchemaField {
  return { name, type, required: false, text: () => owner?.text() };
}
