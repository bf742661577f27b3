import type { DeployedObject, PrepareResult } from '../../../server/src/protocol.js';
import type { Access } from '../tools/kubectl/access.js';
import type { Target } from './contract.js';

/** Built-in kinds that lie in no namespace: `kubectl api-resources --namespaced=false`, Kubernetes 1.32. */
const clusterWide: ReadonlySet<string> = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

export function isClusterWide({ kind }: Pick<DeployedObject, 'kind'>): boolean {
  return clusterWide.has(kind);
}

/** One call of kubectl. */
export interface Batch<T extends DeployedObject = DeployedObject> {
  readonly access: Access;
  readonly text: string;
  readonly objects: readonly T[];
}

/**
 * What is sent, in its order, in as few calls as namespaces allow: kubectl refuses a namespace beside objects that name another,
 * and without one, objects that name none would go where the kubeconfig says and not where the user does.
 */
export function batchesOf(target: Target, { texts, objects, documents }: PrepareResult): readonly Batch[] {
  const whole = texts.map(({ text }) => ended(text)).join('---\n');
  const spaces = new Set(objects.flatMap((object) => namespaceOf(target, object) ?? []));
  if (spaces.size <= 1) return [{ access: accessIn(target, [...spaces][0]), text: whole, objects }];
  const textOf = (object: DeployedObject): string =>
    documents?.find(({ path, index }) => path === object.path && index === object.index)?.text ?? '';
  return batchedBy(target, objects, textOf);
}

/** Objects that follow each other in one namespace are one call. */
export function batchedBy<T extends DeployedObject>(
  target: Target,
  objects: readonly T[],
  textOf: (object: T) => string,
): readonly Batch<T>[] {
  const batches: { space: string | undefined; texts: string[]; objects: T[] }[] = [];
  for (const object of objects) {
    const space = namespaceOf(target, object);
    const last = batches.at(-1);
    if (last !== undefined && (space === undefined || last.space === undefined || last.space === space)) {
      last.space ??= space;
      last.texts.push(textOf(object));
      last.objects.push(object);
    } else batches.push({ space, texts: [textOf(object)], objects: [object] });
  }
  return batches.map(({ space, texts, objects: own }) => ({
    access: accessIn(target, space),
    text: texts.map((text) => ended(text.replace(/^---[ \t]*\r?\n/, ''))).join('---\n'),
    objects: own,
  }));
}

/** Namespaces that a deployment touches, by name. */
export function namespacesOf(target: Target, objects: readonly DeployedObject[]): readonly string[] {
  const found = new Set(objects.flatMap((object) => namespaceOf(target, object) ?? []));
  return found.size === 0 ? [target.namespace] : [...found].sort();
}

function namespaceOf(target: Target, object: DeployedObject): string | undefined {
  return isClusterWide(object) ? undefined : (object.namespace ?? target.namespace);
}

function accessIn({ kubeContext, namespace }: Target, space: string | undefined): Access {
  return { context: kubeContext, namespace: space ?? namespace };
}

function ended(text: string): string {
  return text.replace(/\n?$/, '\n');
}
