import type { Surroundings } from '../../engine/rule/define.js';
import { code, listed, sentences } from '../dockerfile/hover/markdown.js';
import type { ImageOverride, Kustomization } from './facts.js';
import type { Generator } from './generators.js';
import { holdingOf, type HeldObject } from './holding.js';
import { isImageMatched, overridden } from './images.js';
import { valueOf, type KustomizationFile } from './model.js';
import { absolute, folderOf, type ListedPath } from './paths.js';

// What parts of a kustomization come to, in words.

const most = 15;

function objectLines(objects: readonly Pick<HeldObject, 'kind' | 'names'>[]): string {
  const lines = objects.slice(0, most).map(({ kind, names }) => `- ${kind} ${code(names.at(-1) ?? '')}`);
  return [...lines, ...(objects.length > most ? [`- ${objects.length - most} more`] : [])].join('\n');
}

/** What a path leads to. */
export function listedText({ path, isRemote }: ListedPath, { workspace }: Surroundings): string | undefined {
  if (isRemote) return 'Lies in another repository or on a server, and is fetched at each build.';
  if (workspace.path === undefined) return undefined;
  const target = absolute(folderOf(workspace.path), path);
  const [kustomization] = workspace.find('kustomize', target);
  if (kustomization !== undefined) {
    const { objects, isComplete } = holdingOf(workspace, target, kustomization.data);
    const what = `**${kustomization.data.kind}** of ${code(workspace.relative(target) || '.')}${isComplete ? '' : ', as far as it is known'}:`;
    return [what, objectLines(objects), effectText(kustomization.data)].filter((part) => part !== '').join('\n\n');
  }
  const objects = workspace.find('manifest', target).filter(({ data }) => data.kind !== '' && data.name !== null);
  if (objects.length === 0) return undefined;
  const own = objects.map(({ data }) => ({ kind: data.kind, names: [data.name ?? ''] }));
  const others = listers(target, workspace).filter((by) => by !== workspace.path);
  const also = others.length === 0 ? '' : `\n\nListed by ${listed(others.map((by) => code(workspace.relative(by))))} too.`;
  return `Holds\n\n${objectLines(own)}${also}`;
}

/** Kustomizations that name a file or folder. */
export function listers(path: string, workspace: Surroundings['workspace']): string[] {
  const kinds = ['kustomize.resource', 'kustomize.patch', 'kustomize.file'] as const;
  return [...new Set(kinds.flatMap((kind) => workspace.find(kind, path).map(({ data }) => data.by)))];
}

/** What a kustomization changes in what it holds. */
function effectText({ namespace, prefix, suffix, images, replicas, hasPatches }: Kustomization): string {
  return sentences(
    namespace === null ? undefined : `Namespace ${code(namespace)}.`,
    prefix === '' && suffix === '' ? undefined : `Names become ${code(`${prefix}…${suffix}`)}.`,
    images.length === 0 ? undefined : `Images: ${listed(images.map(({ name }) => code(name)))}.`,
    replicas.length === 0 ? undefined : `Replicas: ${listed(replicas.map(({ name, count }) => `${code(name)} ${count}`))}.`,
    hasPatches ? 'It has patches.' : undefined,
  );
}

/** All that this kustomization holds. */
export function summaryText({ workspace }: Surroundings): string | undefined {
  const { path } = workspace;
  const own = path === undefined ? undefined : workspace.find('kustomize', folderOf(path)).find((fact) => fact.path === path)?.data;
  if (path === undefined || own === undefined) return undefined;
  const { objects, isComplete } = holdingOf(workspace, folderOf(path), own);
  if (objects.length === 0) return undefined;
  return `Holds${isComplete ? '' : ', as far as it is known'}\n\n${objectLines(objects)}`;
}

/** Which containers an entry of `images` changes, and to what. */
export function imageOverrideText(override: ImageOverride, { workspace }: Surroundings): string | undefined {
  const { path } = workspace;
  const own = path === undefined ? undefined : workspace.find('kustomize', folderOf(path)).find((fact) => fact.path === path)?.data;
  if (path === undefined || own === undefined) return undefined;
  const { objects, isComplete } = holdingOf(workspace, folderOf(path), own);
  const lines = objects.flatMap(({ kind, names, images }) =>
    images.flatMap((image) =>
      image === null || !isImageMatched(override.name, image)
        ? []
        : `- ${kind} ${code(names.at(-1) ?? '')}: ${code(image)} becomes ${code(overridden(image, override))}`,
    ),
  );
  if (lines.length > 0) return ['**Changes**', lines.slice(0, most).join('\n')].join('\n\n');
  return isComplete ? `No container has the image ${code(override.name)}.` : undefined;
}

/** What a generator makes. */
export function generatedText({ kind, name, keys, map }: Generator, file: KustomizationFile): string {
  const plain = [valueOf(valueOf(map, 'options'), 'disableNameSuffixHash'), valueOf(file.get('generatorOptions'), 'disableNameSuffixHash')];
  const isPlain = (plain[0] ?? plain[1])?.boolean === true;
  const full = `${file.textOf('namePrefix') ?? ''}${name}${file.textOf('nameSuffix') ?? ''}`;
  return sentences(
    `Makes the ${kind} ${code(isPlain ? full : `${full}-…`)}.`,
    isPlain
      ? 'Its name stays when its content changes, so pods are not started again.'
      : `References to ${code(name)} are changed to the name with the hash.`,
    keys === null || keys.length === 0 ? undefined : `Keys: ${listed(keys.slice(0, most).map(code))}.`,
  );
}
