import { newestKubernetesMinor } from '../engine/config/config.js';
import { ShippedData } from '../host/kubernetesData.js';
import { nearest } from '../languages/dockerfile/vocabulary.js';
import { appearanceText } from '../languages/kubernetes/appearance.js';
import { innermost, typeText, valuesOf, versionsInOrder } from '../languages/kubernetes/describe.js';
import { kindNamed } from '../languages/kubernetes/kindNames.js';
import {
  kubernetesSchema,
  type Appearance,
  type KubernetesSchema,
  type ObjectType,
  type SchemaField,
  type SchemaType,
} from '../languages/kubernetes/schema.js';

export type Explanation = { readonly text: string } | { readonly error: string };

/** `deployment.spec.strategy` as `kubectl explain` takes it, without a cluster. Without a field, all kinds. */
export function explainKubernetes(field: string | undefined, apiVersion: string | undefined, data = new ShippedData()): Explanation {
  const schema = data.get(kubernetesSchema);
  if (schema === undefined) return { error: 'the schema of Kubernetes is not beside the program' };
  if (field === undefined) return { text: allKinds(schema) };
  // `containers[0]` and `containers[]` are the same place here.
  const [name = '', ...path] = field.replace(/\[\d*\]/g, '').split('.');
  const kind = kindNamed(schema, name);
  if (kind === undefined) return { error: `no kind is called ${name}${hint(nearest(name, schema.kinds))}` };
  const versions = versionsInOrder(schema, kind, newestKubernetesMinor);
  const version = apiVersion ?? versions[0] ?? '';
  const root = schema.objectType(version, kind);
  if (root === undefined) return { error: `${kind} is not in ${version}; it is in ${versions.join(', ')}` };
  let type: SchemaType = root;
  let found: SchemaField | undefined;
  for (const step of path.filter((each) => each !== '')) {
    const next: SchemaField | undefined = into(type, step);
    if (next === undefined) {
      const inner = innermost(type);
      const names = inner.kind === 'object' ? inner.fields.map((each) => each.name) : [];
      return { error: `${typeText(inner)} has no field ${step}${hint(nearest(step, names))}` };
    }
    found = next;
    type = next.type;
  }
  const since = found === undefined ? schema.since(version, kind) : found.since;
  return { text: page(kind, version, versions, path, root, found, since) };
}

/** Lists are passed through: `containers.image` is meant for each of them. The entries of a map have any name. */
function into(type: SchemaType, step: string): SchemaField | undefined {
  if (type.kind === 'array') return into(type.of, step);
  if (type.kind === 'object') return type.field(step);
  if (type.kind !== 'map') return undefined;
  return { name: step, type: type.of, required: false, text: () => undefined };
}

function page(
  kind: string,
  version: string,
  versions: readonly string[],
  path: readonly string[],
  root: ObjectType,
  field: SchemaField | undefined,
  since: Appearance | undefined,
): string {
  const type = field?.type ?? root;
  const inner = innermost(type);
  const values = valuesOf(type);
  const lines = [`${[kind, ...path].join('.')}  (${version})`];
  if (field === undefined) {
    const others = versions.filter((each) => each !== version);
    if (others.length > 0) lines.push(`also in: ${others.join(', ')}`);
  } else lines.push(`type: ${typeText(type)}${field.required ? ', required' : ''}`);
  if (since !== undefined) lines.push(`since: Kubernetes ${appearanceText(since)}`);
  if (values.length > 0) lines.push(`values: ${values.join(', ')}`);
  const own = field?.text();
  const about = inner.kind === 'object' ? inner.text() : undefined;
  for (const text of [own, about === own ? undefined : about]) if (text !== undefined) lines.push('', ...wrapped(text));
  if (inner.kind === 'object') lines.push('', 'fields:', ...fieldLines(inner));
  return `${lines.join('\n')}\n`;
}

function fieldLines({ fields }: ObjectType): string[] {
  const width = Math.max(...fields.map(({ name }) => name.length));
  return fields.map(({ name, type, required }) => {
    const values = valuesOf(type);
    const few = values.length > 0 && values.length <= 6 ? `: ${values.join(', ')}` : '';
    return `  ${name.padEnd(width)}  ${typeText(type)}${few}${required ? '  (required)' : ''}`;
  });
}

function allKinds(schema: KubernetesSchema): string {
  const width = Math.max(...schema.kinds.map((kind) => kind.length));
  return schema.kinds.map((kind) => `${kind.padEnd(width)}  ${versionsInOrder(schema, kind, newestKubernetesMinor).join(', ')}\n`).join('');
}

/** Lines of at most 100 columns; line breaks of the text stay. */
function wrapped(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const indent = /^\s*(?:[-*] )?/.exec(line)?.[0] ?? '';
    const out: string[] = [];
    let current = indent;
    for (const word of line.slice(indent.length).split(/\s+/)) {
      if (current.length + word.length + 1 > 100 && current.trim() !== '') {
        out.push(current.trimEnd());
        current = ' '.repeat(indent.length);
      }
      current += `${word} `;
    }
    return [...out, current.trimEnd()];
  });
}

function hint(near: string | undefined): string {
  return near === undefined ? '' : `; ${near} is one`;
}
