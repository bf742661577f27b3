import type { Fact } from '../../engine/facts/facts.js';
import type { YamlNode } from '../yaml/nodes.js';
import type { KubernetesDocument } from './document.js';
import type { KubernetesFile } from './file.js';
import type { KubernetesObject } from './object.js';

// Objects as the other files of their application see them. An application's files lie in one folder.

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** An object, or that some of a file is not known; the key is the application's folder (`appFolder`). */
    'app.object': AppObject;
  }
}

/** An object without what nobody else asks for: long texts, what a Secret holds, schemas, states. */
export class AppObject {
  /** Empty where another program decides what stands there, and where the text is broken. */
  readonly json: string;
  #made: { readonly value: unknown } | undefined;

  constructor(json: string) {
    this.json = json;
  }

  /** What `read`, always the same, makes of it: made when somebody asks, and shared by all who do. */
  once<T>(read: (json: string) => T): T {
    return (this.#made ??= { value: read(this.json) }).value as T;
  }
}

/** Folders in which people sort the objects of one application by kind. */
const kindFolder =
  /\/(?:deployments?|stateful-?sets?|daemon-?sets?|cron-?jobs?|services?|svcs?|ingress(?:es)?|config-?maps?|secrets?|hpas?|autoscal(?:er|ers|ing)|pdbs?|rbac|service-?accounts?|pvcs?|volume-?claims?|network-?polic(?:y|ies)|namespaces?)$/i;

/** The folder of the application that the file at `path` belongs to. */
export function appFolder(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return folder.replace(kindFolder, '');
}

export function appFacts(file: KubernetesFile, path: string): Fact[] {
  return file.documents.flatMap((document) => document.part.at(path, appFactsOf));
}

function appFactsOf(document: KubernetesDocument, path: string): Fact[] {
  const key = appFolder(path);
  const { isTemplated, isBroken, text, span } = document;
  if (!text.includes('apiVersion')) return [];
  if (isTemplated || isBroken) return [{ kind: 'app.object', key, data: unseen, at: span }];
  return document.objects.flatMap((object): Fact[] => {
    const data = object.once(slim);
    return data === undefined ? [] : [{ kind: 'app.object', key, data, at: object.place }];
  });
}

const unseen = new AppObject('');

function slim(object: KubernetesObject): AppObject | undefined {
  const isCarrier = object.kind.endsWith('List') && object.get('items')?.kind === 'sequence';
  if (isCarrier || (object.name === undefined && object.pod === undefined)) return undefined;
  const left: Record<string, unknown> = {};
  const budget = { left: mostNodes };
  for (const { key, value } of object.root.allEntries()) {
    const name = key.content;
    if (name === 'status' || (name === 'spec' && object.kind === 'CustomResourceDefinition')) continue;
    left[name] = plain(value, object.isBuiltIn && object.kind === 'Secret' && /^(?:stringD|d)ata$/.test(name) ? 0 : longestText, 0, budget);
  }
  if (budget.left < 0) return unseen;
  // What stands twice, as `kind` before its own value, is read as it was.
  return new AppObject(JSON.stringify({ ...left, apiVersion: object.apiVersion, kind: object.kind }));
}

/** Longer ones are scripts and files; what they name is not looked for. */
const longestText = 300;
/** An alias is a copy in data: some lines of aliases of aliases would be millions of nodes. */
const mostNodes = 100_000;

function plain(node: YamlNode, longest: number, depth: number, budget: { left: number }): unknown {
  if (depth > 40 || budget.left-- <= 0) return null;
  if (node.kind === 'scalar') return typeof node.value === 'string' && node.value.length > longest && !node.isUnknown ? '' : node.value;
  if (node.kind === 'sequence') return node.items.map((item) => plain(item, longest, depth + 1, budget));
  return Object.fromEntries(node.allEntries().map(({ key, value }) => [key.content, plain(value, longest, depth + 1, budget)]));
}
