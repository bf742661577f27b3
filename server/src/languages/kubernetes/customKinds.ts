import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { DataReader } from '../../engine/rule/define.js';
import { readCrd, withCustomKinds, type CustomKind } from './crd.js';
import { kubernetesSchema, type KubernetesSchema } from './schema.js';

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** A CustomResourceDefinition as plain data; the key is `group/kind` of what it defines. */
    crd: object;
  }
}

/** Reads each definition once. */
const customKinds: DataReader<(crd: object) => CustomKind | undefined> = {
  name: 'kubernetes',
  read(data, other) {
    const core = kubernetesSchema.read(data, other);
    const known = new WeakMap<object, CustomKind | undefined>();
    return (crd) => {
      if (!known.has(crd)) known.set(crd, readCrd(crd, core));
      return known.get(crd);
    };
  },
};

/**
 * The schema that knows objects of `group` and `kind`: the shipped one, or with what the workspace's own definitions say of
 * them. `data` and `workspace` are asked as late as possible, because looking at the workspace has its price.
 */
export function schemaKnowing(
  { group, kind, apiVersion }: { readonly group: string; readonly kind: string; readonly apiVersion: string },
  from: { data<T>(reader: DataReader<T>): T | undefined; readonly workspace: WorkspaceView },
): KubernetesSchema | undefined {
  const shipped = from.data(kubernetesSchema);
  if (shipped === undefined || !group.includes('.') || shipped.objectType(apiVersion, kind) !== undefined) return shipped;
  const read = from.data(customKinds);
  const custom = from.workspace.find('crd', `${group}/${kind}`).flatMap(({ data }) => read?.(data) ?? []);
  return withCustomKinds(shipped, custom);
}
