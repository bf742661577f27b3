import type { Fix, RuleContext } from '../../engine/rule/define.js';
import { replace, type Span } from '../../engine/text/span.js';
import type { ComposeChecks } from '../../languages/compose/checks.js';
import { knownText, partSpan } from '../../languages/compose/interpolation.js';
import type { ComposeFile, Section } from '../../languages/compose/model.js';
import { readNames, type Reference } from '../../languages/compose/parts.js';
import type { Service } from '../../languages/compose/service.js';
import { nearest } from '../../languages/dockerfile/vocabulary.js';
import { merge, removeEntry, type Patch } from '../../languages/yaml/edit.js';
import type { YamlNode } from '../../languages/yaml/nodes.js';
import { mayComeFromElsewhere, siblings } from './composeFiles.js';

// Names by which services speak of what the file defines at its top.

/** What the service takes from a section. */
export function uses(service: Service, section: Section): readonly Reference[] {
  if (section === 'networks') return readNames(service.map?.get('networks'));
  if (section === 'volumes')
    return service.mounts.flatMap(({ type, source, isLiteral, sourceSpan }) =>
      type === 'volume' && source !== undefined && isLiteral ? { name: source, at: sourceSpan } : [],
    );
  return [...granted(service.map?.get(section)), ...(section === 'secrets' ? granted(service.map?.get('build', 'secrets')) : [])];
}

/** Short and long form of `secrets` and `configs`. */
function granted(node: YamlNode | undefined): readonly Reference[] {
  return (node?.items ?? []).flatMap((item) => {
    const source = item.kind === 'map' ? item.get('source') : item;
    const name = knownText(source);
    return name === undefined || source === undefined ? [] : { name, at: source.span };
  });
}

const singular: Readonly<Record<Section, string>> = { networks: 'network', volumes: 'volume', configs: 'config', secrets: 'secret' };

/** What is written for a name that is not defined yet. */
const definitionOf: Readonly<Record<Section, (name: string) => Patch[string]>> = {
  networks: () => ({}),
  volumes: () => ({}),
  configs: (name) => ({ file: `./${name}` }),
  secrets: (name) => ({ file: `./${name}.txt` }),
};

/** Compose makes this network for services that name none, so it needs no definition. */
const isImplicit = (section: Section, name: string): boolean => section === 'networks' && name === 'default';

export function undefinedCheck(section: Section): ComposeChecks {
  return {
    File(file, ctx) {
      if (!file.isSound) return;
      const known = new Set(file.definitions(section).map(({ name }) => name));
      for (const service of file.services) {
        for (const { name, at } of uses(service, section)) {
          if (known.has(name) || isImplicit(section, name)) continue;
          if (mayComeFromElsewhere(file, ctx, (other) => other.definitions(section).some((each) => each.name === name))) continue;
          ctx.report({
            at,
            message: `No ${singular[section]} \`${name}\` is defined under \`${section}\`, so Compose refuses the file.`,
            fix: () => definitionFixes(file, section, name, at, known),
          });
        }
      }
    },
  };
}

function definitionFixes(file: ComposeFile, section: Section, name: string, at: Span, known: ReadonlySet<string>): Fix[] {
  // Another name than these Compose refuses as well, and it might need quotes where it is to stand.
  const near = nearest(
    name,
    [...known].filter((each) => /^[\w.-]+$/.test(each)),
  );
  const fixes: Fix[] = near === undefined ? [] : [{ title: `Change to \`${near}\``, edits: [replace(at, near)] }];
  const [root] = file.roots;
  if (root !== undefined)
    fixes.push({
      title: `Define the ${singular[section]} \`${name}\``,
      edits: merge(root, { [section]: { [name]: definitionOf[section](name) } }),
    });
  return fixes;
}

export function unusedCheck(section: Section): ComposeChecks {
  return {
    File(file, ctx) {
      const definitions = file.definitions(section);
      if (!file.isSound || definitions.length === 0 || file.hasIncludes) return;
      const used = new Set(file.services.flatMap((service) => uses(service, section).map(({ name }) => name)));
      if (section === 'secrets' || section === 'configs') for (const name of otherUses(file)) used.add(name);
      const unused = definitions.filter(
        ({ name, key }) => !used.has(name) && !isImplicit(section, name) && isWritten(file, section, key.from),
      );
      if (unused.length === 0 || mayBeUsed(file, section)) return;
      const others = siblings(ctx);
      for (const { name, key } of unused) {
        if (
          others.some(
            (other) => other.hasIncludes || other.services.some((service) => uses(service, section).some((use) => use.name === name)),
          )
        )
          continue;
        ctx.report({
          at: key.span,
          message: `No service uses the ${singular[section]} \`${name}\`${section === 'networks' || section === 'volumes' ? ', so Compose does not make it' : ''}.`,
          fix: () => removal(file, section, name),
        });
      }
    },
  };
}

/** A variable or a service of another file may name anything. */
function mayBeUsed(file: ComposeFile, section: Section): boolean {
  return file.services.some((service) => {
    if (service.extends?.file !== undefined) return true;
    if (section === 'volumes') return service.mounts.some(({ isLiteral, type }) => !isLiteral && type !== 'bind');
    const node = service.map?.get(section);
    return (
      node !== undefined &&
      readNames(node).length < (node.kind === 'map' ? node.entries.length : node.items.filter(({ kind }) => kind === 'scalar').length)
    );
  });
}

/** Services may take configs as the specification of their credentials. */
function otherUses(file: ComposeFile): readonly string[] {
  return file.services.flatMap((service) => knownText(service.map?.get('credential_spec', 'config')) ?? []);
}

/** What a merge key brings is written for several places. */
function isWritten(file: ComposeFile, section: Section, from: number): boolean {
  return file.roots.some((root) => root.get(section)?.entries.some(({ key }) => key.from === from) === true);
}

function removal(file: ComposeFile, section: Section, name: string): Fix | undefined {
  for (const root of file.roots) {
    const map = root.get(section);
    if (map?.kind !== 'map' || !map.entries.some(({ key }) => key.content === name)) continue;
    const edits = map.entries.length === 1 ? removeEntry(root, section) : removeEntry(map, name);
    if (edits !== undefined) return { title: `Remove the ${singular[section]} \`${name}\``, edits };
  }
  return undefined;
}

export interface ServiceReference extends Reference {
  readonly key: string;
}

/** Services that a service names, with the key that does. */
export function namedServices(service: Service): readonly ServiceReference[] {
  const found: ServiceReference[] = [];
  for (const { name, at, isRequired } of service.dependencies) if (isRequired) found.push({ key: 'depends_on', name, at });
  const add = (key: string, node: YamlNode | undefined, prefix: string, cut: boolean): void => {
    const text = knownText(node);
    if (node?.kind !== 'scalar' || text?.startsWith(prefix) !== true || text.includes('container:')) return;
    const rest = text.slice(prefix.length);
    const name = cut ? (rest.split(':')[0] ?? rest) : rest;
    found.push({ key, name, at: partSpan(node, prefix.length, prefix.length + name.length) });
  };
  for (const item of service.map?.get('links')?.items ?? []) add('links', item, '', true);
  for (const item of service.map?.get('volumes_from')?.items ?? []) add('volumes_from', item, '', true);
  for (const key of ['network_mode', 'ipc', 'pid']) add(key, service.map?.get(key), 'service:', false);
  const from = service.extends;
  if (from !== undefined && from.file === undefined)
    add('extends', from.node.kind === 'scalar' ? from.node : from.node.get('service'), '', false);
  return found;
}

/** Calls `report` for each name that no service has. */
export function eachUnknownService(
  file: ComposeFile,
  ctx: RuleContext,
  report: (service: Service, reference: ServiceReference) => void,
): void {
  if (!file.isSound) return;
  for (const service of file.services) {
    for (const reference of namedServices(service)) {
      if (reference.name === '' || file.service(reference.name) !== undefined) continue;
      if (mayComeFromElsewhere(file, ctx, (other) => other.service(reference.name) !== undefined)) continue;
      report(service, reference);
    }
  }
}
