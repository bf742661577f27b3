import type { YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import { mapsIn } from '../yaml/reading.js';
import { valueOf, type KustomizationFile } from './model.js';

/** An item of `patches` or `patchesJson6902`. */
export interface PatchItem {
  readonly field: 'patches' | 'patchesJson6902';
  readonly map: YamlMap;
}

export function eachPatch(file: KustomizationFile): readonly PatchItem[] {
  return (['patches', 'patchesJson6902'] as const).flatMap((field) => mapsIn(file.get(field)).map((map) => ({ field, map })));
}

/** Texts of `patchesStrategicMerge` and `patch` that hold the patch itself. */
export function inlinePatch(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' && node.scalarText !== undefined && /[\n:[{]/.test(node.scalarText) ? node : undefined;
}

/** What a patch is for; every part is a regular expression that has to fit the whole word: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/. */
export interface PatchTarget {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly labelSelector: string | undefined;
  readonly annotationSelector: string | undefined;
}

/** Undefined where there is none or a part of it is not known. */
export function targetOf(map: YamlMap): PatchTarget | undefined {
  const target = valueOf(map, 'target');
  if (target?.kind !== 'map') return undefined;
  const read = (name: string): string | undefined => valueOf(target, name)?.scalarText;
  if (target.entries.some(({ value }) => value.isUnknown)) return undefined;
  return {
    group: read('group'),
    version: read('version'),
    kind: read('kind'),
    name: read('name'),
    namespace: read('namespace'),
    labelSelector: read('labelSelector'),
    annotationSelector: read('annotationSelector'),
  };
}
