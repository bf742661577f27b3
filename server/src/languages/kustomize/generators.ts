import type { YamlMap, YamlNode, YamlScalar } from '../yaml/nodes.js';
import { mapsIn } from '../yaml/reading.js';
import { valueOf, type KustomizationFile } from './model.js';

/** An item of `configMapGenerator` or `secretGenerator`: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/. */
export interface Generator {
  readonly field: 'configMapGenerator' | 'secretGenerator';
  readonly kind: 'ConfigMap' | 'Secret';
  readonly map: YamlMap;
  readonly name: string;
  readonly nameNode: YamlScalar;
  readonly namespace: string | undefined;
  /** `create` where nothing is written. */
  readonly behavior: string;
  /** Null where a file that is not looked at brings them. */
  readonly keys: readonly string[] | null;
  readonly literals: readonly Literal[];
}

export interface Literal {
  readonly node: YamlScalar;
  readonly key: string;
  readonly value: string;
}

export const generatorsIn = (file: KustomizationFile): readonly Generator[] => file.once(readGenerators);

function readGenerators(file: KustomizationFile): readonly Generator[] {
  return (['configMapGenerator', 'secretGenerator'] as const).flatMap((field) =>
    mapsIn(file.get(field)).flatMap((map): Generator[] => {
      const nameNode = valueOf(map, 'name');
      const name = nameNode?.scalarText;
      if (nameNode?.kind !== 'scalar' || name === undefined) return [];
      const literals = readLiterals(valueOf(map, 'literals'));
      return [
        {
          field,
          kind: field === 'configMapGenerator' ? 'ConfigMap' : 'Secret',
          map,
          name,
          nameNode,
          namespace: valueOf(map, 'namespace')?.scalarText,
          behavior: valueOf(map, 'behavior')?.scalarText ?? 'create',
          keys: keysOf(map, literals),
          literals,
        },
      ];
    }),
  );
}

function readLiterals(node: YamlNode | undefined): Literal[] {
  return (node?.items ?? []).flatMap((item) => {
    const text = item.kind === 'scalar' ? item.content : undefined;
    const equals = text?.indexOf('=') ?? -1;
    if (item.kind !== 'scalar' || text === undefined || equals <= 0) return [];
    return [{ node: item, key: text.slice(0, equals), value: text.slice(equals + 1).replace(/^(["'])([^]*)\1$/, '$2') }];
  });
}

/** Keys of a file of variables are not looked at; what `merge` adds to is somewhere else. */
function keysOf(map: YamlMap, literals: readonly Literal[]): readonly string[] | null {
  const behavior = valueOf(map, 'behavior')?.scalarText;
  if (behavior === 'merge' || valueOf(map, 'envs') !== undefined || valueOf(map, 'env') !== undefined) return null;
  const files = valueOf(map, 'files')?.items ?? [];
  if (files.some((item) => item.scalarText === undefined)) return null;
  const names = files.map((item) => {
    const text = item.scalarText ?? '';
    const equals = text.indexOf('=');
    return equals > 0 ? text.slice(0, equals) : text.slice(text.lastIndexOf('/') + 1);
  });
  return [...names, ...literals.map(({ key }) => key)];
}
