import type { KubernetesSchema } from './schema.js';
import { anyType, collectionType, objectType, schemaField, type ObjectType, type SchemaField, type SchemaType } from './schemaTypes.js';

/** A kind that a CustomResourceDefinition declares. */
export interface CustomKind {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** By version name, `v1alpha1`; versions without a schema are left out. */
  readonly versions: ReadonlyMap<string, ObjectType>;
}

/** The kind of a CustomResourceDefinition given as plain data; undefined when it is none. `core` knows ObjectMeta. */
export function readCrd(crd: unknown, core?: KubernetesSchema): CustomKind | undefined {
  const spec = child(crd, 'spec');
  const group = text(spec, 'group');
  const kind = text(child(spec, 'names'), 'kind');
  if (text(crd, 'kind') !== 'CustomResourceDefinition' || group === undefined || kind === undefined) return undefined;
  // Before apiextensions.k8s.io/v1, clusters kept unknown fields unless the definition said otherwise.
  const keepsAll =
    child(spec, 'preserveUnknownFields') === true ||
    (text(crd, 'apiVersion') === 'apiextensions.k8s.io/v1beta1' && child(spec, 'preserveUnknownFields') !== false);
  const shared = child(child(spec, 'validation'), 'openAPIV3Schema');
  const versions = new Map<string, ObjectType>();
  const declared = child(spec, 'versions');
  const entries: readonly unknown[] = Array.isArray(declared) ? declared : [{ name: text(spec, 'version') }];
  for (const entry of entries) {
    const name = text(entry, 'name');
    const schema = child(child(entry, 'schema'), 'openAPIV3Schema') ?? shared;
    if (name !== undefined && isRecord(schema)) versions.set(name, rootType(kind, schema, keepsAll, core));
  }
  return { group, kind, namespaced: text(spec, 'scope') !== 'Cluster', versions };
}

/** `schema` with the kinds of custom definitions; the product's own kinds win. */
export function withCustomKinds(schema: KubernetesSchema, custom: readonly CustomKind[]): KubernetesSchema {
  if (custom.length === 0) return schema;
  const owner = (apiVersion: string, kind: string): CustomKind | undefined =>
    custom.find((each) => each.kind === kind && apiVersion.startsWith(`${each.group}/`));
  return {
    objectType: (apiVersion, kind) =>
      schema.objectType(apiVersion, kind) ?? owner(apiVersion, kind)?.versions.get(apiVersion.slice(apiVersion.indexOf('/') + 1)),
    versionsOf: (kind) => [
      ...schema.versionsOf(kind),
      ...custom.filter((each) => each.kind === kind).flatMap((each) => [...each.versions.keys()].map((name) => `${each.group}/${name}`)),
    ],
    hasVersion: (apiVersion) =>
      schema.hasVersion(apiVersion) ||
      custom.some((each) => apiVersion.startsWith(`${each.group}/`) && each.versions.has(apiVersion.slice(apiVersion.indexOf('/') + 1))),
    get kinds() {
      return [...new Set([...schema.kinds, ...custom.map((each) => each.kind)])].sort();
    },
    since: (apiVersion, kind) => schema.since(apiVersion, kind),
    isNamespaced: (apiVersion, kind) => schema.isNamespaced(apiVersion, kind) ?? owner(apiVersion, kind)?.namespaced,
  };
}

/** Every object has these three, whatever the definition says of them. */
function rootType(kind: string, schema: Data, keepsAll: boolean, core: KubernetesSchema | undefined): ObjectType {
  const own = typeOf(schema, kind, keepsAll);
  const metadata = core?.objectType('v1', 'ConfigMap')?.field('metadata');
  const standard: SchemaField[] = ['apiVersion', 'kind'].map((name) =>
    schemaField(
      name,
      true,
      () => ({ kind: 'scalar', type: 'string' }),
      () => undefined,
    ),
  );
  standard.push(
    schemaField(
      'metadata',
      false,
      () => metadata?.type ?? anyType,
      () => metadata?.text(),
    ),
  );
  const names = new Set(standard.map((field) => field.name));
  return objectType(kind, () => [...standard, ...(own.kind === 'object' ? own.fields.filter((field) => !names.has(field.name)) : [])], {
    open: own.kind !== 'object' || own.open,
    text: () => text(schema, 'description'),
  });
}

/** What an OpenAPI schema allows; alternatives (`anyOf`, `oneOf`) without a type of their own allow anything. */
function typeOf(schema: unknown, name: string, keepsAll: boolean): SchemaType {
  if (!isRecord(schema)) return anyType;
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return { kind: 'scalar', type: 'int-or-string' };
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, name, keepsAll);
    case 'array':
      return collectionType('array', () => typeOf(schema['items'], name, keepsAll));
    case 'string':
      return stringOf(schema);
    case 'integer':
    case 'number':
    case 'boolean':
      return { kind: 'scalar', type: schema['type'] };
    default:
      return anyType;
  }
}

function objectOf(schema: Data, name: string, keepsAll: boolean): SchemaType {
  const { properties, additionalProperties } = schema;
  if (!isRecord(properties)) {
    return isRecord(additionalProperties) ? collectionType('map', () => typeOf(additionalProperties, name, keepsAll)) : anyType;
  }
  const open =
    keepsAll ||
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true ||
    (additionalProperties !== undefined && additionalProperties !== false);
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  return objectType(
    name,
    () =>
      Object.entries(properties).map(([field, type]) =>
        schemaField(
          field,
          // A default is filled in before anybody asks whether the field is there.
          required.includes(field) && child(type, 'default') === undefined,
          () => typeOf(type, field, keepsAll),
          () => text(type, 'description'),
        ),
      ),
    { open, text: () => text(schema, 'description') },
  );
}

function stringOf(schema: Data): SchemaType {
  const type = schema['format'] === 'date-time' ? 'time' : 'string';
  const values = Array.isArray(schema['enum']) ? schema['enum'].filter((value): value is string => typeof value === 'string') : [];
  return values.length === 0 ? { kind: 'scalar', type } : { kind: 'scalar', type, values };
}

type Data = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = child(value, name);
  return typeof found === 'string' ? found : undefined;
}
