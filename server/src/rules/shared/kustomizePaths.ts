import type { RuleContext, Surroundings } from '../../engine/rule/define.js';
import { joinPath } from '../../languages/compose/facts.js';
import type { Kustomization } from '../../languages/kustomize/facts.js';
import { kustomizationNames } from '../../languages/kustomize/file.js';
import { holdingOf, type Holding } from '../../languages/kustomize/holding.js';
import { folderOf, type ListedPath } from '../../languages/kustomize/paths.js';

// Paths that a kustomization names, as seen from its folder.

/** A place on this machine alone. */
export const isElsewhere = (path: string): boolean => /^(?:[/~\\]|[A-Za-z]:[\\/])/.test(path);

/** Without `.`, and with every `..` in front: `../base`, `app.yaml`; empty for the folder itself. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Undefined where nothing is known of the disk. */
export function isFolder(near: Surroundings, path: string): boolean | undefined {
  if (near.exists(path) !== true) return near.exists(path);
  return near.read(path) === undefined && near.list(path) !== undefined;
}

/** The kustomization of a folder, as seen from the document's. */
export function kustomizationIn(near: Surroundings, folder: string): string | undefined {
  const clean = cleanPath(folder);
  return kustomizationNames.map((name) => (clean === '' ? name : `${clean}/${name}`)).find((path) => near.exists(path) === true);
}

/** What is written where a kustomization names another as a file of it. */
export const isKustomizationFile = (path: string): boolean => kustomizationNames.includes(path.slice(path.lastIndexOf('/') + 1));

export const isResourceList = ({ field }: ListedPath): boolean => field === 'resources' || field === 'bases';

/** The document's own summary and what it holds; undefined where its place is not known. */
export function ownHolding({ workspace }: RuleContext): (Holding & { readonly own: Kustomization; readonly folder: string }) | undefined {
  const { path } = workspace;
  if (path === undefined) return undefined;
  const folder = folderOf(path);
  const own = workspace.find('kustomize', folder).find((fact) => fact.path === path)?.data;
  return own === undefined ? undefined : { ...holdingOf(workspace, folder, own), own, folder };
}

/** The absolute path of a word in the document; undefined where its place is not known. */
export function absoluteOf({ workspace }: RuleContext, path: string): string | undefined {
  return workspace.path === undefined ? undefined : joinPath(folderOf(workspace.path), path.replace(/(.)\/+$/, '$1'));
}

/** YAML files of a folder that may hold objects, by name. */
export function yamlFilesIn(near: Surroundings, folder: string): readonly string[] {
  return (near.list(folder) ?? []).filter((name) => /^[^.].*\.ya?ml$/i.test(name) && !kustomizationNames.includes(name)).sort();
}
