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
  return new LazyObject(name, fields, more.open ?? false, more.text ?? (() => undefined));
}

export function schemaField(
  name: string,
  required: boolean,
  type: () => SchemaType,
  text: () => string | undefined,
  since?: Appearance,
): SchemaField {
  return new LazyField(name, required, type, text, since);
}

/** `{ kind, of }` whose `of` is made when somebody looks inside. */
export function collectionType(kind: 'map' | 'array', of: () => SchemaType): MapType | ArrayType {
  return new LazyCollection(kind, of) as MapType | ArrayType;
}

// Classes, and each of one shape: every value of every manifest is compared with one of these.

class LazyObject implements ObjectType {
  readonly kind = 'object';
  readonly name: string;
  readonly open: boolean;
  readonly text: () => string | undefined;
  readonly #make: () => readonly SchemaField[];
  #fields: readonly SchemaField[] | undefined = undefined;
  #required: readonly SchemaField[] | undefined = undefined;
  #byName: Map<string, SchemaField> | undefined = undefined;

  constructor(name: string, make: () => readonly SchemaField[], open: boolean, text: () => string | undefined) {
    this.name = name;
    this.#make = make;
    this.open = open;
    this.text = text;
  }

  get fields(): readonly SchemaField[] {
    return (this.#fields ??= this.#make());
  }

  get required(): readonly SchemaField[] {
    return (this.#required ??= this.fields.filter((field) => field.required));
  }

  field(name: string): SchemaField | undefined {
    return (this.#byName ??= new Map(this.fields.map((field) => [field.name, field]))).get(name);
  }
}

class LazyField implements SchemaField {
  readonly name: string;
  readonly required: boolean;
  readonly since: Appearance | undefined;
  readonly text: () => string | undefined;
  readonly #make: () => SchemaType;
  #type: SchemaType | undefined = undefined;

  constructor(name: string, required: boolean, make: () => SchemaType, text: () => string | undefined, since?: Appearance) {
    this.name = name;
    this.required = required;
    this.#make = make;
    this.text = text;
    this.since = since;
  }

  get type(): SchemaType {
    return (this.#type ??= this.#make());
  }
}

class LazyCollection {
  readonly kind: 'map' | 'array';
  readonly #make: () => SchemaType;
  #of: SchemaType | undefined = undefined;

  constructor(kind: 'map' | 'array', make: () => SchemaType) {
    this.kind = kind;
    this.#make = make;
  }

  get of(): SchemaType {
    return (this.#of ??= this.#make());
  }
}
