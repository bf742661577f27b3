// Makes `dist/kubernetes.json` (types) and `dist/kubernetes-texts.json` (descriptions) from the packages `kubernetes-models` and
// `@kubernetes-models/apimachinery`. `esbuild.mjs` runs it when they are absent or out of date; nothing generated is committed.
// The form of both files is documented where they are read: server/src/languages/kubernetes/schema.ts.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member, Shape } from './kubernetes/declarations.js';
import { hasMember, literalOf, readSources, type Source } from './kubernetes/sources.js';

/** In which release what appeared; server/tools/kubernetesSince.ts makes it. */
const since = JSON.parse(readFileSync('server/tools/kubernetes/since.json', 'utf8')) as {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
const sources = readSources();
const byName = new Map(sources.map((source) => [source.globalName, source]));
const numbers = new Map<string, number>();
const definitions: string[] = [];
const enums: (readonly string[])[] = [];
const strings = new Map<string, number>([['', 0]]);
const texts: number[][] = [];
const kinds: Record<string, Record<string, number>> = {};

for (const source of sources) {
  if (source.shape.kind !== 'object') continue;
  const apiVersion = literalOf(source.shape.members, 'apiVersion');
  const kind = literalOf(source.shape.members, 'kind');
  // Lists of one kind come from `kubectl get -o yaml`; nobody writes them, and their items are judged as objects of their own.
  if (apiVersion === undefined || kind === undefined || (kind.endsWith('List') && hasMember(source.shape, 'items'))) continue;
  (kinds[apiVersion] ??= {})[kind] = define(source.globalName, source);
}

mkdirSync('dist', { recursive: true });
write('kubernetes.json', { kinds, definitions, enums, since: since.kinds });
write('kubernetes-texts.json', { strings: [...strings.keys()], definitions: texts });

/** Whoever reads at this moment sees the old file or the new one, never half of one. */
function write(name: string, data: unknown): void {
  const path = join('dist', name);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(data));
  renameSync(draft, path);
}

/** The number of a definition; the place is taken before its fields are read, because schemas of schemas contain themselves. */
function define(name: string, source: Pick<Source, 'name' | 'text' | 'shape' | 'integers'>): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = definitions.push('') - 1;
  numbers.set(name, number);
  const members = source.shape.kind === 'object' ? source.shape.members : [];
  texts[number] = [textNumber(source.text), ...members.map((member) => textNumber(member.text))];
  const fields = members.map((member) => {
    const required = member.required && !isNeverMissed(member, source.name);
    const release = since.fields[name.replace(/^IIoK8s/, '')]?.[member.name];
    const appeared = release === undefined ? '' : `@${release}`;
    return `${member.name}${appeared}${required ? '!' : ':'}${code(member.shape, source, member.name)}`;
  });
  definitions[number] = [source.name.replace(/^I(?=[A-Z])/, ''), ...fields].join(' ');
  return number;
}

/**
 * What the declarations call required and nobody has to write: the status is the cluster's, a claim inside of a StatefulSet has
 * its kind from its place, and the server takes a StatefulSet without a Service (https://github.com/kubernetes/kubernetes/pull/130233).
 */
function isNeverMissed({ name, shape }: Member, owner: string): boolean {
  if (name === 'status' || (owner === 'IStatefulSetSpec' && name === 'serviceName')) return true;
  return (name === 'apiVersion' || name === 'kind') && shape.kind === 'literals';
}

function code(shape: Shape, owner: Pick<Source, 'name' | 'integers'>, field: string): string {
  switch (shape.kind) {
    case 'array':
      return `[${code(shape.of, owner, field)}`;
    case 'map':
      return `{${code(shape.of, owner, field)}`;
    case 'literals':
      return field === 'apiVersion' || field === 'kind' ? 's' : `e${enumNumber(shape.values)}`;
    case 'object':
      return shape.members.length === 0
        ? 'a'
        : String(define(`${owner.name}.${field}`, { name: field, text: '', shape, integers: new Set() }));
    case 'union':
      throw new Error(`kubernetes: a union of ${shape.names.join(', ')} in ${owner.name}.${field}`);
    case 'name':
      return named(shape.name, owner, field);
  }
}

function named(name: string, owner: Pick<Source, 'name' | 'integers'>, field: string): string {
  switch (name) {
    case 'string':
      return 's';
    case 'boolean':
      return 'b';
    case 'number':
      return owner.integers.has(field) ? 'i' : 'n';
    case 'IIoK8sApimachineryPkgApiResourceQuantity':
      return 'q';
    case 'IIoK8sApimachineryPkgUtilIntstrIntOrString':
      return 'x';
    case 'IIoK8sApimachineryPkgApisMetaV1Time':
    case 'IIoK8sApimachineryPkgApisMetaV1MicroTime':
      return 't';
  }
  const source = byName.get(name) ?? sources.find((each) => each.name === name && owner.name === name);
  if (source === undefined) throw new Error(`kubernetes: ${name} in ${owner.name}.${field} is declared nowhere`);
  // A type without fields is the generator's way to say "anything": RawExtension, JSON, JSONSchemaPropsOrBool.
  if (source.shape.kind !== 'object' || source.shape.members.length === 0) return 'a';
  return String(define(source.globalName, source));
}

function enumNumber(values: readonly string[]): number {
  const known = enums.findIndex((each) => each.join('\n') === values.join('\n'));
  return known === -1 ? enums.push(values) - 1 : known;
}

function textNumber(text: string): number {
  const known = strings.get(text);
  if (known !== undefined) return known;
  strings.set(text, strings.size);
  return strings.size - 1;
}
