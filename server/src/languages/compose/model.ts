import type { Origin } from '../../engine/text/origin.js';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import type { YamlFault } from '../yaml/parse.js';
import { fileComments, type FileComment } from '../yaml/comments.js';
import { knownText } from './interpolation.js';
import { Service } from './service.js';

export type Section = 'networks' | 'volumes' | 'configs' | 'secrets';

/** An entry of one of the sections that services speak of by name. */
export interface Definition {
  readonly name: string;
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** Made by somebody else. */
  readonly isExternal: boolean;
}

/** A Compose file as rules see it: https://docs.docker.com/reference/compose-file/. */
export class ComposeFile {
  readonly text: string;
  readonly origin: Origin;
  /** The maps of its documents, which Compose merges; nearly always one. */
  readonly roots: readonly YamlMap[];
  readonly faults: readonly YamlFault[];
  /** Whether another program fills in parts of it before Compose reads it. */
  readonly isTemplated: boolean;
  /** Whether its tree can be carried over an edit: one document, no anchors. */
  readonly canBeCarried: boolean;
  readonly #made = new Map<unknown, unknown>();

  constructor(read: Pick<ComposeFile, 'text' | 'origin' | 'roots' | 'faults' | 'isTemplated' | 'canBeCarried'>) {
    this.text = read.text;
    this.origin = read.origin;
    this.roots = read.roots;
    this.faults = read.faults;
    this.isTemplated = read.isTemplated;
    this.canBeCarried = read.canBeCarried;
  }

  /** Whether the whole file is known: only then can something be missing in it. */
  get isSound(): boolean {
    return this.faults.length === 0 && !this.isTemplated;
  }

  /** What `make` says of this version of the file, computed once for all rules; `make` must be a constant. */
  once<T>(make: (file: ComposeFile) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as T;
  }

  get services(): readonly Service[] {
    return this.once(readServices);
  }

  service(name: string): Service | undefined {
    return this.once(servicesByName).get(name);
  }

  definitions(section: Section): readonly Definition[] {
    return this.roots.flatMap((root) => {
      const map = root.get(section);
      if (map?.kind !== 'map') return [];
      return map.allEntries().flatMap(({ key, value }): Definition[] => {
        if (key.content === '<<' || key.content.startsWith('x-') || key.isUnknown) return [];
        const external = value.get('external');
        const isExternal = external !== undefined && external.boolean !== false;
        return [{ name: key.content, key, value, isExternal }];
      });
    });
  }

  /** Whether other files bring services, networks and volumes. */
  get hasIncludes(): boolean {
    return this.roots.some((root) => root.get('include') !== undefined);
  }

  get projectName(): string | undefined {
    return this.roots.map((root) => knownText(root.get('name'))).find((name) => name !== undefined);
  }

  get comments(): readonly FileComment[] {
    return this.once(fileComments);
  }
}

function readServices(file: ComposeFile): readonly Service[] {
  return file.roots.flatMap((root) => {
    const map = root.get('services');
    if (map?.kind !== 'map') return [];
    return map
      .allEntries()
      .flatMap(({ key, value }) =>
        key.content === '<<' || key.content.startsWith('x-') || key.isUnknown ? [] : [new Service(file, key, value)],
      );
  });
}

function servicesByName(file: ComposeFile): ReadonlyMap<string, Service> {
  return new Map(file.services.map((service) => [service.name, service]));
}
