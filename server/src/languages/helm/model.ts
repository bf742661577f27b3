import type { Origin } from '../../engine/text/origin.js';
import { parseKubernetes, type KubernetesFile } from '../kubernetes/file.js';
import { fileComments, type FileComment } from '../yaml/comments.js';
import type { PathStep, YamlEntry, YamlMap, YamlNode } from '../yaml/nodes.js';
import type { YamlFault } from '../yaml/parse.js';
import { isTemplated } from '../yaml/templates.js';
import { readTemplate } from './template/template.js';
import type { Template } from './template/types.js';

/** A file of a chart as rules see it. */
export type HelmFile = ChartFile | ValuesFile | SchemaFile | TemplateFile;

/** What `make` says of one version of a file is computed once for all rules; `make` must be a constant. */
class Remembering {
  readonly #made = new Map<unknown, unknown>();

  once<T>(make: (file: this) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as T;
  }
}

/** Chart.yaml, values and their schema: YAML that Helm reads as it stands. */
abstract class YamlFile extends Remembering {
  readonly text: string;
  readonly origin: Origin;
  readonly root: YamlMap | undefined;
  /** What stands there instead of a map. */
  readonly other: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly canBeCarried: boolean;

  constructor(read: Pick<YamlFile, 'text' | 'origin' | 'root' | 'other' | 'faults' | 'canBeCarried'>) {
    super();
    this.text = read.text;
    this.origin = read.origin;
    this.root = read.root;
    this.other = read.other;
    this.faults = read.faults;
    this.canBeCarried = read.canBeCarried;
  }

  get(...path: readonly PathStep[]): YamlNode | undefined {
    return this.root?.get(...path);
  }

  entry(key: string): YamlEntry | undefined {
    return this.root?.entry(key);
  }

  get comments(): readonly FileComment[] {
    return this.once(fileComments);
  }
}

export class ChartFile extends YamlFile {
  readonly role = 'chart';
}

export class ValuesFile extends YamlFile {
  readonly role = 'values';
}

export class SchemaFile extends YamlFile {
  readonly role = 'schema';
}

/** A file that Helm renders: a manifest, helpers, notes. */
export class TemplateFile extends Remembering {
  readonly role = 'template';
  readonly text: string;
  readonly origin: Origin;
  /** What the actions say. */
  readonly template: Template;
  /** What stands around the actions, read as manifests; empty for helpers and notes. */
  readonly manifests: KubernetesFile;
  /** Manifests, as opposed to `_helpers.tpl` and `NOTES.txt`. */
  readonly isManifest: boolean;

  constructor(text: string, origin: Origin, isManifest: boolean, previous?: TemplateFile) {
    super();
    this.text = text;
    this.origin = origin;
    this.isManifest = isManifest;
    this.template = readTemplate(text);
    this.manifests = parseKubernetes(isManifest ? text : '', previous?.isManifest === isManifest ? previous.manifests : undefined);
  }

  get isTemplated(): boolean {
    return isTemplated(this.text);
  }
}
