import type { Span } from '../../engine/text/span.js';
import { parseImageReference, type ImageReference } from '../dockerfile/image.js';
import { placeholder, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/nodes.js';
import type { ComposeFile } from './model.js';
import { interpolate, isVariable, knownText, rawText } from './interpolation.js';
import {
  readDependencies,
  readEnvFiles,
  readMount,
  readPairs,
  type Dependency,
  type EnvFile,
  type EnvironmentVariable,
  type Mount,
} from './parts.js';
import { readPort, type PortMapping } from './ports.js';

export interface ServiceImage {
  readonly node: YamlScalar;
  /** Defaults filled in; `placeholder` in what is not known. */
  readonly reference: ImageReference;
  /** Undefined where a variable without a default has part in the name. */
  readonly repository: string | undefined;
  readonly isLiteral: boolean;
}

export interface ServiceBuild {
  readonly node: YamlNode;
  /** The scalar that names the context; undefined where `.` is meant. */
  readonly contextNode: YamlNode | undefined;
  /** Path or address; undefined where it is not known. */
  readonly context: string | undefined;
  readonly dockerfileNode: YamlNode | undefined;
  /** As seen from the context; undefined where it is not known or written inline. */
  readonly dockerfile: string | undefined;
  readonly targetNode: YamlNode | undefined;
  /** Undefined where none is named or it is not known; `targetNode` tells which. */
  readonly target: string | undefined;
  readonly args: readonly EnvironmentVariable[];
  readonly isRemote: boolean;
}

export interface Healthcheck {
  readonly node: YamlNode;
  readonly test: YamlNode | undefined;
  /** Whether it switches off the one of the image. */
  readonly isDisabled: boolean;
}

/** One service as the file tells it; what `<<` and `extends` in the same file bring belongs to it. */
export class Service {
  readonly file: ComposeFile;
  readonly key: YamlScalar;
  /** Undefined where the service holds no map. */
  readonly map: YamlMap | undefined;
  readonly #read: { bases?: readonly Service[]; ports?: readonly PortMapping[]; mounts?: readonly Mount[] } = {};
  #environment: readonly EnvironmentVariable[] | undefined;
  #dependencies: readonly Dependency[] | undefined;

  constructor(file: ComposeFile, key: YamlScalar, value: YamlNode) {
    this.file = file;
    this.key = key;
    this.map = value.kind === 'map' ? value : undefined;
  }

  get name(): string {
    return this.key.content;
  }

  get extends(): { readonly service: string | undefined; readonly file: string | undefined; readonly node: YamlNode } | undefined {
    const node = this.map?.get('extends');
    if (node === undefined) return undefined;
    if (node.kind === 'scalar') return { service: knownText(node), file: undefined, node };
    return { service: knownText(node.get('service')), file: rawText(node.get('file')), node };
  }

  /** Services of this file that it extends, the nearest first. */
  get bases(): readonly Service[] {
    return (this.#read.bases ??= this.#findBases());
  }

  #findBases(): readonly Service[] {
    const found: Service[] = [];
    for (let at = this as Service | undefined; at !== undefined && found.length < 20; ) {
      const from: Service['extends'] = at.extends;
      at = from === undefined || from.file !== undefined ? undefined : this.file.service(from.service ?? '');
      if (at === undefined || at === this || found.includes(at)) break;
      found.push(at);
    }
    return found;
  }

  /** The node at the end of `path`, of this service or of those that it extends. */
  get(key: string, ...path: readonly (string | number)[]): YamlNode | undefined {
    for (const service of [this as Service, ...this.bases]) {
      const found = service.map?.get(key, ...path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The entry that this service itself has. */
  own(key: string): YamlEntry | undefined {
    return this.map?.entry(key);
  }

  /** Whether it is certain that nothing gives the service this key: unknown is not absent. */
  lacks(key: string): boolean {
    const all = [this as Service, ...this.bases];
    const last = all.at(-1) as Service;
    // The last one extends a service of another file, or one that is not there.
    if (last.extends !== undefined) return false;
    return all.every(({ map }) => map !== undefined && !map.has(key) && !bringsUnknown(map));
  }

  get image(): ServiceImage | undefined {
    const node = this.get('image');
    const raw = rawText(node)?.trim();
    if (node?.kind !== 'scalar' || raw === undefined || raw === '') return undefined;
    const { value, isLiteral } = interpolate(raw);
    const reference = parseImageReference(value);
    return { node, reference, repository: reference.name.includes(placeholder) ? undefined : reference.repository, isLiteral };
  }

  get build(): ServiceBuild | undefined {
    const node = this.get('build');
    if (node === undefined || node.isNull) return undefined;
    const field = (name: string): YamlNode | undefined => (node.kind === 'map' ? node.get(name) : undefined);
    const contextNode = node.kind === 'scalar' ? node : field('context');
    const context = contextNode === undefined ? '.' : knownText(contextNode);
    const [dockerfileNode, targetNode] = [field('dockerfile'), field('target')];
    const isInline = field('dockerfile_inline') !== undefined || bringsUnknown(node);
    return {
      node,
      contextNode,
      context,
      dockerfileNode,
      dockerfile: isInline ? undefined : dockerfileNode === undefined ? 'Dockerfile' : knownText(dockerfileNode),
      targetNode,
      target: knownText(targetNode),
      args: readPairs(field('args')),
      // Compose takes what Docker takes for a context: a Git repository or an archive somewhere else.
      isRemote: context === undefined || /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\/|\.git(?:#|$)/i.test(context),
    };
  }

  get ports(): readonly PortMapping[] {
    return (this.#read.ports ??= (this.get('ports')?.items ?? []).flatMap((item) => readPort(item) ?? []));
  }

  get mounts(): readonly Mount[] {
    return (this.#read.mounts ??= (this.get('volumes')?.items ?? []).flatMap((item) => readMount(item) ?? []));
  }

  get environment(): readonly EnvironmentVariable[] {
    return (this.#environment ??= readPairs(this.get('environment')));
  }

  get envFiles(): readonly EnvFile[] {
    return readEnvFiles(this.get('env_file'));
  }

  get dependencies(): readonly Dependency[] {
    return (this.#dependencies ??= readDependencies(this.map?.get('depends_on')));
  }

  get healthcheck(): Healthcheck | undefined {
    const node = this.get('healthcheck');
    if (node === undefined || node.isNull) return undefined;
    const test = node.get('test');
    const first = knownText(test?.kind === 'sequence' ? test.get(0) : test);
    return { node, test, isDisabled: node.get('disable')?.boolean === true || first === 'NONE' };
  }

  /** Entries of `develop.watch`. */
  get watches(): readonly YamlMap[] {
    return (this.get('develop', 'watch')?.items ?? []).filter((item): item is YamlMap => item.kind === 'map');
  }

  get profiles(): readonly string[] {
    return (this.get('profiles')?.items ?? []).flatMap((item) => knownText(item) ?? []);
  }

  /** Undefined where it is not known. */
  get replicas(): number | undefined {
    const node = this.get('deploy', 'replicas') ?? this.get('scale');
    if (node === undefined) return 1;
    return isVariable(node) ? undefined : (node.number ?? undefined);
  }

  /** Where a finding stands about what the service lacks. */
  get anchor(): Span {
    return this.key.span;
  }
}

/** A merge key whose map is not known may bring anything, and so may what a template fills in. */
export function bringsUnknown(node: YamlNode, seen = new Set<YamlNode>()): boolean {
  if (node.kind !== 'map' || seen.has(node)) return false;
  seen.add(node);
  return node.entries.some(
    ({ key, value }) =>
      key.isUnknown ||
      (key.content === '<<' &&
        (value.kind === 'sequence' ? value.items : [value]).some((each) => each.kind !== 'map' || bringsUnknown(each, seen))),
  );
}
