// Makes `server/tools/kubernetes/since.json`: in which release of Kubernetes a kind or a field of the API appeared.
// `node esbuild.mjs run server/tools/kubernetesSince.ts`, by hand, after a release was added to the list below.
// Types of earlier releases come from packages of npm that carry them, all under Apache-2.0; they are read and not kept.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseOfCdk8s, releaseOfClient, releaseOfTypes, type Release } from './kubernetes/releases.js';
import { hasMember, literalOf, readSources, type Source } from './kubernetes/sources.js';
import type { Shape } from './kubernetes/declarations.js';

/** Exact versions. Which release a client carries is read from its files; a release that none carries stays a gap. */
const clients = ['0.12.3', '0.13.2', '0.14.3', '0.15.1', '0.16.3', '0.17.1', '0.18.1', '0.19.0', '0.20.0', '0.21.0', '0.22.3'];
const laterClients = ['1.0.0', '1.2.0', '1.4.0', '2.0.1'];
const types = ['1.26.0'];
/** By minor release; for releases that no client carries. */
const constructs: readonly (readonly [minor: number, version: string])[] = [
  [23, '2.3.14'],
  [31, '2.6.43'],
];
const out = 'server/tools/kubernetes/since.json';

const sources = readSources();
const byName = new Map(sources.map((source) => [source.globalName, source]));
const releases = read().sort((a, b) => a.minor - b.minor);
const minors = releases.map(({ minor }) => minor);
/** Definition → minor release → names of its fields. */
const present = new Map<string, Map<number, ReadonlySet<string>>>();
const kinds: Record<string, Record<string, string>> = {};

for (const source of sources) {
  if (source.shape.kind !== 'object') continue;
  const apiVersion = literalOf(source.shape.members, 'apiVersion');
  const kind = literalOf(source.shape.members, 'kind');
  if (apiVersion === undefined || kind === undefined || (kind.endsWith('List') && hasMember(source.shape, 'items'))) continue;
  const seen = releases.filter((release) => {
    const model = release.modelOf(apiVersion, kind);
    if (model !== undefined) visit(source, model, release, new Set());
    return model !== undefined;
  });
  const having = seen.map(({ minor }) => minor);
  const holes = releases.filter(({ minor }) => minor > (having[0] ?? Infinity) && minor < (having.at(-1) ?? 0) && !having.includes(minor));
  const hole = holes.find((release) => release.knows(apiVersion));
  // Kinds that only a subresource takes are in some packages and not in others.
  if (hole !== undefined) {
    process.stderr.write(`${apiVersion} ${kind} is not found in 1.${hole.minor}, and before and after that it is\n`);
    continue;
  }
  const code = appearance(having, minors);
  if (code !== undefined) (kinds[apiVersion] ??= {})[kind] = code;
}

const fields: Record<string, Record<string, string>> = {};
for (const [name, read] of [...present].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const own = [...read.keys()].sort((a, b) => a - b);
  const source = byName.get(name);
  if (source?.shape.kind !== 'object') continue;
  for (const member of source.shape.members) {
    const having = own.filter((minor) => read.get(minor)?.has(member.name));
    const gone = own.find((minor) => minor > (having[0] ?? Infinity) && !having.includes(minor));
    if (gone !== undefined) process.stderr.write(`${name}.${member.name} is there in 1.${having[0] ?? 0} and not in 1.${gone}\n`);
    // What is as old as its definition is told where the definition is used.
    const code = having[0] === own[0] ? undefined : appearance(having, own);
    if (code !== undefined) (fields[name.replace(/^IIoK8s/, '')] ??= {})[member.name] = code;
  }
}

const about = {
  source: `@kubernetes/client-node ${[...clients, ...laterClients].join(', ')}, kubernetes-types ${types.join(', ')}, ${constructs.map(([minor, version]) => `cdk8s-plus-${minor} ${version}`).join(', ')} (npm, Apache-2.0)`,
  read: new Date().toISOString().slice(0, 10),
  form: 'minor release of Kubernetes 1 in which it appeared; 35-36 where the release between was not read',
};
const lines = [
  ...Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`),
  `  "releases": ${JSON.stringify(minors)},`,
  `  "kinds": ${table(kinds)},`,
  `  "fields": ${table(fields)}`,
];
writeFileSync(out, `{\n${lines.join('\n')}\n}\n`);
process.stdout.write(`${out}: ${Object.keys(kinds).length} API versions and ${Object.keys(fields).length} definitions\n`);

/** `30` for a release whose forerunner was read and has it not, `35-36` for one behind a gap; undefined for the oldest. */
function appearance(having: readonly number[], read: readonly number[]): string | undefined {
  const [first] = having;
  const before = read.filter((minor) => minor < (first ?? 0)).at(-1);
  if (first === undefined || before === undefined) return undefined;
  return before + 1 === first ? String(first) : `${before + 1}-${first}`;
}

function visit(source: Source, model: string, release: Release, seen: Set<string>): void {
  if (seen.has(source.globalName) || source.shape.kind !== 'object') return;
  seen.add(source.globalName);
  const found = release.fieldsOf(model);
  if (found === undefined) return;
  const known = present.get(source.globalName) ?? new Map<number, ReadonlySet<string>>();
  present.set(source.globalName, known.set(release.minor, new Set([...(known.get(release.minor) ?? []), ...found.keys()])));
  for (const { name, shape } of source.shape.members) {
    const inner = definitionOf(shape, source);
    const type = found.get(name);
    if (inner !== undefined && type !== undefined) visit(inner, type, release, seen);
  }
}

function definitionOf(shape: Shape, owner: Source): Source | undefined {
  if (shape.kind === 'array' || shape.kind === 'map') return definitionOf(shape.of, owner);
  if (shape.kind !== 'name') return undefined;
  return byName.get(shape.name) ?? (shape.name === owner.name ? owner : undefined);
}

function read(): Release[] {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-since-'));
  try {
    return [
      ...[...clients, ...laterClients].map((version) => releaseOfClient(unpacked(folder, '@kubernetes/client-node', version))),
      ...types.map((version) => releaseOfTypes(unpacked(folder, 'kubernetes-types', version), version)),
      ...constructs.map(([minor, version]) => releaseOfCdk8s(unpacked(folder, `cdk8s-plus-${minor}`, version), minor)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpacked(folder: string, name: string, version: string): string {
  const file = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`], { encoding: 'utf8' }).trim();
  const into = join(folder, file.replace(/\.tgz$/, ''));
  mkdirSync(into);
  execFileSync('tar', ['xzf', join(folder, file), '-C', into, '--strip-components=1']);
  if (!existsSync(join(into, 'package.json'))) throw new Error(`${name}@${version} holds no package`);
  return into;
}

function table(data: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const rows = Object.entries(data).map(([name, entries]) => `    ${JSON.stringify(name)}: ${JSON.stringify(entries)}`);
  return rows.length === 0 ? '{}' : `{\n${rows.join(',\n')}\n  }`;
}
