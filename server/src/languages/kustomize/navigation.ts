import type { FileLink, Mention, Navigation, OutlineSymbol, Place } from '../../engine/features/navigation.js';
import type { Surroundings } from '../../engine/rule/define.js';
import { nodeAt } from '../compose/place.js';
import type { YamlNode } from '../yaml/nodes.js';
import { imagesIn } from './facts.js';
import { kustomizationNames } from './file.js';
import { generatorsIn } from './generators.js';
import { holdingOf } from './holding.js';
import { isImageMatched } from './images.js';
import type { KustomizationFile } from './model.js';
import { absolute, folderOf, pathsIn, pathSpan, type ListedPath } from './paths.js';

const start = { start: 0, end: 0 };

export const kustomizeNavigation: Navigation<KustomizationFile> = {
  targets(file, offset, near) {
    const node = scalarAt(file, offset);
    if (node === undefined) return undefined;
    const listed = pathsIn(file).find((each) => each.node === node);
    const places = listed === undefined ? imagePlaces(file, node, near) : placesOf(listed, near);
    return places.length === 0 ? undefined : { from: node.span, places };
  },
  mentions(file, offset, near) {
    const { path, find } = near.workspace;
    const node = scalarAt(file, offset);
    if (node === undefined || path === undefined) return [];
    const listed = pathsIn(file).find((each) => each.node === node);
    if (listed !== undefined) {
      const target = absolute(folderOf(path), listed.path);
      const kinds = ['kustomize.resource', 'kustomize.patch', 'kustomize.file'] as const;
      const declared = placesOf(listed, near).map((place): Mention => ({ ...place, isDeclaration: true }));
      const uses = kinds.flatMap((kind) =>
        find(kind, target).map(({ path: by, at }): Mention => ({ path: by, span: at, isDeclaration: false })),
      );
      return [...declared, ...uses];
    }
    const generator = generatorsIn(file).find(({ nameNode }) => nameNode === node);
    if (generator === undefined) return [];
    const named = find('object.named', `${generator.kind} ${generator.name}`);
    return [
      { path: undefined, span: node.span, isDeclaration: true },
      ...named.map(({ path: by, at }): Mention => ({ path: by, span: at, isDeclaration: false })),
    ];
  },
  links(file, near) {
    return pathsIn(file).flatMap((listed): FileLink[] => {
      const target = listed.isRemote ? undefined : fileOf(listed, near);
      return target === undefined ? [] : [{ span: pathSpan(listed), path: target, tooltip: `Open ${target}` }];
    });
  },
  symbols(file) {
    return (file.root?.entries ?? []).map(({ key, value }): OutlineSymbol => {
      const end = Math.max(key.to, value.to);
      return {
        sort: 'key',
        name: key.content,
        detail: value.scalarText ?? '',
        span: file.origin.span(key.from, end),
        nameSpan: key.span,
        children: value.items.flatMap((item): OutlineSymbol[] => {
          const name = item.scalarText ?? item.get('name')?.scalarText ?? item.get('path')?.scalarText;
          if (name === undefined || name.includes('\n') || item.from < key.from || item.to > end) return [];
          return [{ sort: 'object', name, detail: '', span: item.span, nameSpan: item.span, children: [] }];
        }),
      };
    });
  },
};

function scalarAt(file: KustomizationFile, offset: number): YamlNode | undefined {
  if (file.root === undefined || file.isTemplated || file.isForeign) return undefined;
  const found = nodeAt(file.root, offset - file.origin.offset, []);
  return found?.part === 'value' && found.node.kind === 'scalar' ? found.node : undefined;
}

/** The file that a path opens, as seen from the document's folder: a folder's kustomization stands for it. */
function fileOf({ path }: ListedPath, near: Surroundings): string | undefined {
  const clean = path.replace(/(.)\/+$/, '$1');
  const inner = kustomizationNames.map((name) => `${clean}/${name}`).find((name) => near.exists(name) === true);
  if (inner !== undefined) return inner;
  return near.exists(clean) === true && near.read(clean) !== undefined ? clean : undefined;
}

/** The objects of the file, each a place; else its beginning. */
function placesOf(listed: ListedPath, near: Surroundings): Place[] {
  const { workspace } = near;
  if (workspace.path === undefined || listed.isRemote) return [];
  const target = absolute(folderOf(workspace.path), listed.path);
  const [kustomization] = workspace.find('kustomize', target);
  if (kustomization !== undefined) return [{ path: kustomization.path, span: start }];
  const manifests = workspace.find('manifest', target).filter(({ data }) => data.kind !== '');
  if (manifests.length > 0) return [{ path: target, span: manifests.length === 1 ? (manifests[0]?.at ?? start) : start }];
  return fileOf(listed, near) === undefined ? [] : [{ path: target, span: start }];
}

/** Containers that an entry of `images` changes, where the manifest writes the very name. */
function imagePlaces(file: KustomizationFile, node: YamlNode, { workspace }: Surroundings): Place[] {
  const override = imagesIn(file).find(({ map }) => map.get('name') === node);
  const { path } = workspace;
  if (override === undefined || path === undefined) return [];
  const own = workspace.find('kustomize', folderOf(path)).find((fact) => fact.path === path)?.data;
  if (own === undefined) return [];
  const files = new Set(holdingOf(workspace, folderOf(path), own).objects.flatMap((object) => object.path ?? []));
  return workspace
    .all('image.used')
    .filter((used) => files.has(used.path) && isImageMatched(override.name, used.data.image))
    .map(({ path: by, at }) => ({ path: by, span: at }));
}
