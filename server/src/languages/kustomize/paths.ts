import type { Span } from '../../engine/text/span.js';
import { joinPath } from '../compose/facts.js';
import { eachPatch } from './patches.js';
import type { YamlNode, YamlScalar } from '../yaml/nodes.js';
import { mapsIn } from '../yaml/reading.js';
import { entryOf, valueOf, type KustomizationFile } from './model.js';

/** A word of a kustomization that names a file or a folder. */
export interface ListedPath {
  /** `resources`, `patches.path`, `configMapGenerator.files`. */
  readonly field: string;
  readonly node: YamlScalar;
  /** As written, without the key of `key=path`. */
  readonly path: string;
  /** Where `path` begins in the scalar's text. */
  readonly offset: number;
  readonly wants: 'file' | 'folder' | 'either';
  /** Whether it lies somewhere else: a URL or a repository. */
  readonly isRemote: boolean;
}

/** Every path of the file, in its order within each field; texts that hold YAML themselves are none. */
export const pathsIn = (file: KustomizationFile): readonly ListedPath[] => file.once(readPaths);

/**
 * What kustomize takes for the address of a repository or a file on a server, when nothing of that name is on the disk:
 * https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md.
 */
export function isRemotePath(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git::|git@|gh:|(?:www\.)?(?:github|gitlab|bitbucket)\.[a-z]+[/:])|\.git(?:[/?]|$)|.\/\/|[?&](?:ref|version|timeout|submodules)=|\/_git\//i.test(
    path,
  );
}

/** Lists whose items are paths; the others hold paths in maps. */
const lists: readonly (readonly [string, ListedPath['wants']])[] = [
  ['resources', 'either'],
  ['bases', 'folder'],
  ['components', 'folder'],
  ['crds', 'file'],
  ['configurations', 'file'],
  ['generators', 'either'],
  ['transformers', 'either'],
  ['validators', 'either'],
  ['patchesStrategicMerge', 'file'],
];

function readPaths(file: KustomizationFile): readonly ListedPath[] {
  const { root } = file;
  if (root === undefined) return [];
  const found: ListedPath[] = [];
  const add = (field: string, node: YamlNode | undefined, wants: ListedPath['wants'], isPair = false): void => {
    const text = node?.scalarText;
    // A text of several lines is the thing itself, written in place.
    if (node?.kind !== 'scalar' || text === undefined || text.trim() === '' || text.includes('\n') || /^[\w./-]+:\s|^\{/.test(text)) return;
    const offset = isPair ? text.indexOf('=') + 1 : 0;
    const path = text.slice(offset);
    if (path !== '') found.push({ field, node, path, offset, wants, isRemote: isRemotePath(path) });
  };
  for (const [field, wants] of lists) for (const node of valueOf(root, field)?.items ?? []) add(field, node, wants);
  for (const { field, map } of eachPatch(file)) add(`${field}.path`, valueOf(map, 'path'), 'file');
  for (const item of mapsIn(valueOf(root, 'replacements'))) add('replacements.path', valueOf(item, 'path'), 'file');
  for (const field of ['configMapGenerator', 'secretGenerator']) {
    for (const item of mapsIn(valueOf(root, field))) {
      for (const node of valueOf(item, 'files')?.items ?? []) add(`${field}.files`, node, 'file', true);
      for (const node of valueOf(item, 'envs')?.items ?? []) add(`${field}.envs`, node, 'file');
      add(`${field}.env`, valueOf(item, 'env'), 'file');
    }
  }
  add('openapi.path', valueOf(entryOf(root, 'openapi')?.value, 'path'), 'file');
  for (const chart of mapsIn(valueOf(root, 'helmCharts'))) {
    add('helmCharts.valuesFile', valueOf(chart, 'valuesFile'), 'file');
    for (const node of valueOf(chart, 'additionalValuesFiles')?.items ?? []) add('helmCharts.additionalValuesFiles', node, 'file');
  }
  return found;
}

/** The path alone, without the key of `key=path` where that can be told. */
export function pathSpan({ node, path }: ListedPath): Span {
  const at = node.written.lastIndexOf(path);
  return at === -1 ? node.span : node.source.origin.span(node.from + at, node.from + at + path.length);
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** The absolute path that a word of the kustomization in `folder` means. */
export function absolute(folder: string, path: string): string {
  return joinPath(folder, path.replace(/(.)\/+$/, '$1'));
}
