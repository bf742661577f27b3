import type { Fact } from '../../engine/facts/facts.js';
import { parseImageReference } from '../dockerfile/image.js';
import type { YamlMap, YamlNode } from '../yaml/nodes.js';
import { mapsIn } from '../yaml/reading.js';
import { generatorsIn } from './generators.js';
import { entryOf, valueOf, type KustomizationFile, type KustomizationKind } from './model.js';
import { absolute, folderOf, pathsIn } from './paths.js';

/** What a kustomization tells the others. Every path is absolute, with slashes. */
declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** A kustomization; the key is its folder. */
    kustomize: Kustomization;
    /**
     * A ConfigMap or Secret that a generator makes, by `ConfigMap name` or `Secret name`. In the cluster its name ends in a hash of
     * its content, unless that is switched off; kustomize rewrites references by the plain name.
     */
    'kustomize.generated': Generated & { readonly folder: string };
    /** That a kustomization lists a file or folder in `resources`, `bases` or `components`; the key is that path. */
    'kustomize.resource': {
      /** The kustomization. */
      readonly by: string;
      readonly namespace: string | null;
      readonly prefix: string;
      readonly suffix: string;
    };
    /** That a kustomization applies a file as a patch; the key is the file. */
    'kustomize.patch': { readonly by: string };
    /** That a kustomization names a file for anything but a resource or a patch; the key is the file. */
    'kustomize.file': { readonly by: string; readonly field: string };
    /** An entry of `images`; the key is the repository of its `name`, without the registry prefix of Docker Hub. */
    'kustomize.image': Omit<ImageOverride, 'at'> & { readonly by: string };
  }
}

/** What a kustomization does to what it lists. */
export interface Kustomization {
  readonly kind: KustomizationKind;
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** Files that are applied as patches. */
  readonly patches: readonly string[];
  /** Whether there are patches at all, those in the file itself with them. */
  readonly hasPatches: boolean;
  /** Whether some of its objects are not in files: remote ones, charts, custom generators. */
  readonly hasUnseen: boolean;
  /** Whether a build of it fetches something. */
  readonly isFetching: boolean;
  /** Whether custom transformers may change anything. */
  readonly isTransformed: boolean;
  /** Whether values are copied from one object into others, or fields of custom kinds are changed too. */
  readonly isFilledIn: boolean;
  /** Whether labels are put into selectors, those that no manifest writes with them. */
  readonly setsSelectors: boolean;
  readonly namespace: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly images: readonly ImageOverride[];
  readonly replicas: readonly { readonly name: string; readonly count: number }[];
  readonly generated: readonly Generated[];
}

/** An entry of `images`. */
export interface ImageOverride {
  /** As written: kustomize compares it with the image's own text. */
  readonly name: string;
  readonly newName: string | null;
  readonly newTag: string | null;
  readonly digest: string | null;
}

export interface Generated {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Null where a file that is not looked at brings them. */
  readonly keys: readonly string[] | null;
}

/** `path` is absolute, with slashes. */
export function kustomizeFacts(file: KustomizationFile, path: string): readonly Fact[] {
  const { root } = file;
  if (root === undefined || file.isTemplated || file.isForeign) return [];
  const folder = folderOf(path);
  const own = summary(file, folder);
  const at = root.span;
  const facts: Fact[] = [{ kind: 'kustomize', key: folder, data: own, at: { start: at.start, end: at.start } }];
  const { namespace, prefix, suffix } = own;
  for (const { field, node, path: word, isRemote } of pathsIn(file)) {
    if (isRemote) continue;
    const key = absolute(folder, word);
    const { span } = node;
    if (isResource(field)) facts.push({ kind: 'kustomize.resource', key, data: { by: path, namespace, prefix, suffix }, at: span });
    else if (isPatch(field)) facts.push({ kind: 'kustomize.patch', key, data: { by: path }, at: span });
    else facts.push({ kind: 'kustomize.file', key, data: { by: path, field }, at: span });
  }
  for (const { kind, name, keys, nameNode } of generatorsIn(file))
    facts.push({ kind: 'kustomize.generated', key: `${kind} ${name}`, data: { kind, name, keys, folder }, at: nameNode.span });
  for (const { map, ...override } of imagesIn(file)) {
    const key = parseImageReference(override.name).repository;
    facts.push({ kind: 'kustomize.image', key, data: { ...override, by: path }, at: (valueOf(map, 'name') ?? map).span });
  }
  return facts;
}

const isResource = (field: string): boolean => field === 'resources' || field === 'bases' || field === 'components';
const isPatch = (field: string): boolean => field.startsWith('patches');

function summary(file: KustomizationFile, folder: string): Kustomization {
  const { root } = file;
  const paths = pathsIn(file);
  const local = (isWanted: (field: string) => boolean): string[] =>
    paths.flatMap(({ field, path, isRemote }) => (isRemote || !isWanted(field) ? [] : absolute(folder, path)));
  const has = (name: string): boolean => {
    const node = root === undefined ? undefined : entryOf(root, name)?.value;
    return node !== undefined && !node.isNull && (node.kind === 'scalar' || node.items.length > 0 || node.entries.length > 0);
  };
  // A word that is filled in later may name anything.
  const isUnknown = ['resources', 'bases', 'components'].some((name) => file.get(name)?.items.some((item) => item.isUnknown) === true);
  return {
    kind: file.kind,
    resources: local((field) => field === 'resources' || field === 'bases'),
    components: local((field) => field === 'components'),
    patches: local(isPatch),
    hasPatches: has('patches') || has('patchesStrategicMerge') || has('patchesJson6902'),
    hasUnseen:
      isUnknown ||
      paths.some(({ field, isRemote }) => isRemote && isResource(field)) ||
      ['generators', 'helmCharts', 'helmChartInflationGenerator'].some(has),
    isFetching: paths.some(({ isRemote }) => isRemote),
    isTransformed: has('transformers'),
    isFilledIn: ['configurations', 'replacements', 'vars'].some(has),
    setsSelectors: has('commonLabels') || mapsIn(file.get('labels')).some((item) => valueOf(item, 'includeSelectors')?.boolean === true),
    namespace: file.textOf('namespace') ?? null,
    prefix: file.textOf('namePrefix') ?? '',
    suffix: file.textOf('nameSuffix') ?? '',
    images: imagesIn(file).map(({ name, newName, newTag, digest }) => ({ name, newName, newTag, digest })),
    replicas: mapsIn(file.get('replicas')).flatMap((item) => {
      const [name, count] = [valueOf(item, 'name')?.scalarText, valueOf(item, 'count')?.number];
      return name === undefined || count === undefined ? [] : [{ name, count }];
    }),
    generated: generatorsIn(file).map(({ kind, name, keys }) => ({ kind, name, keys })),
  };
}

/** Entries of `images` and of its old name `imageTags`. */
export const imagesIn = (file: KustomizationFile): readonly (ImageOverride & { readonly map: YamlMap })[] => file.once(readImages);

function readImages(file: KustomizationFile): readonly (ImageOverride & { readonly map: YamlMap })[] {
  return ['images', 'imageTags'].flatMap((field) =>
    mapsIn(file.get(field)).flatMap((map) => {
      const name = valueOf(map, 'name')?.scalarText;
      if (name === undefined) return [];
      const [newName, newTag, digest] = ['newName', 'newTag', 'digest'].map((key) => known(valueOf(map, key)));
      return [{ map, name, newName: newName ?? null, newTag: newTag ?? null, digest: digest ?? null }];
    }),
  );
}

/** What a later program fills in is something all the same. */
function known(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.isNull) return undefined;
  return node.scalarText ?? node.content;
}
