/** What a place in an object may hold. */
export type SchemaType = ObjectType | MapType | ArrayType | ScalarType | AnyType;

export interface ObjectType {
  readonly kind: 'object';
  /** The API's own name, `DeploymentSpec`. */
  readonly name: string;
  readonly fields: readonly SchemaField[];
  /** Those of `fields` that must be there. */
  readonly required: readonly SchemaField[];
  field(name: string): SchemaField | undefined;
  /** Whether fields that are not listed are kept, too. */
  readonly open: boolean;
  text(): string | undefined;
}

/** An object whose keys are the author's: labels, data. */
export interface MapType {
  readonly kind: 'map';
  readonly of: SchemaType;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly of: SchemaType;
}

export interface ScalarType {
  readonly kind: 'scalar';
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity' | 'time';
  /** All that the API takes, where it takes only some. */
  readonly values?: readonly string[];
}

export interface AnyType {
  readonly kind: 'any';
}

/**
 * When something appeared: in minor release `to` of Kubernetes 1 at the latest, and in none before `from`. Both are the same
 * where every release around them was read.
 */
export interface Appearance {
  readonly from: number;
  readonly to: number;
}

export interface SchemaField {
  readonly name: string;
  readonly type: SchemaType;
  readonly required: boolean;
  /** Undefined for what is older than the oldest release that was read, and where nobody knows. */
  readonly since?: Appearance | undefined;
  /** The API's description. */
  text(): string | undefined;
}

export const anyType: AnyType = { kind: 'any' };

/** Computes once, on first use. Types are made this way because they contain one another. */
export function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** `fields` is asked for when somebody looks inside. */
export function objectType(
  name: string,
  fields: () => readonly SchemaField[],
  more: { readonly open?: boolean; readonly text?: () => string | undefined } = {},
): ObjectType {
  const list = lazy(fields);
  const required = lazy(() => list().filter((field) => field.required));
  const byName = lazy(() => new Map(list().map((field) => [field.name, field])));
  return {
    kind: 'object',
    name,
    get fields() {
      return list();
    },
    get required() {
      return required();
    },
    field: (field) => byName().get(field),
    open: more.open ?? false,
    text: more.text ?? (() => undefined),
  };
}

export function schemaField(
  name: string,
  required: boolean,
  type: () => SchemaType,
  text: () => string | undefined,
  since?: Appearance,
): SchemaField {
  const made = lazy(type);
  return {
    name,
    required,
    since,
    get type() {
      return made();
    },
    text,
  };
}

/** `{ kind, of }` whose `of` is made when somebody looks inside. */
export function collectionType(kind: 'map' | 'array', of: () => SchemaType): MapType | ArrayType {
  const made = lazy(of);
  return {
    kind,
    get of() {
      return made();
    },
  };
}
