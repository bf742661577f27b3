import type { Fact } from '../../engine/facts/facts.js';
import type { KubernetesDocument } from '../kubernetes/document.js';
import type { KubernetesFile } from '../kubernetes/file.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import { eachScalar, type PathStep, type YamlNode } from '../yaml/nodes.js';

declare module '../../engine/facts/facts.js' {
  interface FactData {
    /** An object of a file, or that some of the file is not known; the key is the file's absolute path. */
    manifest: Manifest;
  }
}

/** An object as those see it who change it from another file. */
export interface Manifest {
  readonly apiVersion: string;
  /** Empty for what cannot be read. */
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  /** Images of containers wherever they stand, each once; null for one that is not known. */
  readonly images: readonly (string | null)[];
}

const unknownPart: Manifest = {
  apiVersion: '',
  kind: '',
  name: null,
  namespace: null,
  images: [null],
};

export function manifestFacts(file: KubernetesFile, path: string): Fact[] {
  return file.documents.flatMap((document) => document.part.at(path, factsOf));
}

function factsOf(document: KubernetesDocument, path: string): Fact[] {
  const { isTemplated, isBroken, text, span } = document;
  if (isTemplated || (text.includes('apiVersion') && isBroken)) return [{ kind: 'manifest', key: path, data: unknownPart, at: span }];
  return document.objects.map((object) => ({ kind: 'manifest', key: path, data: object.once(readManifest), at: object.place }));
}

function readManifest(object: KubernetesObject): Manifest {
  const images = new Set<string | null>();
  const add = (node: YamlNode | undefined): void => {
    if (node !== undefined && !node.isNull) images.add(node.scalarText ?? null);
  };
  for (const pod of object.pods) {
    for (const container of pod.allContainers) add(container.get('image'));
    for (const volume of pod.volumes) add(volume.get('image', 'reference'));
  }
  if (object.pods.length === 0 && !object.isBuiltIn) eachScalar(object.root, (scalar, way) => isImagePath(way) && add(scalar));
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.name ?? null,
    namespace: object.namespace ?? null,
    images: [...images],
  };
}

/**
 * Kustomize changes `image` in every list of that name, whatever the kind:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/.
 */
function isImagePath(way: readonly PathStep[]): boolean {
  const list = way.at(-3);
  return way.at(-1) === 'image' && (list === 'containers' || list === 'initContainers');
}
