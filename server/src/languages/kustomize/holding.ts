import type { WorkspaceView } from '../../engine/facts/facts.js';
import type { Kustomization } from './facts.js';
import { afterAll } from './images.js';

/** An object as a kustomization finds it when it begins to change it. */
export interface HeldObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Every name that it has had: kustomize finds it by each of them. */
  readonly names: readonly string[];
  /** As the names; null is none. */
  readonly namespaces: readonly (string | null)[];
  /** Those of its containers; null for one that is not known. */
  readonly images: readonly (string | null)[];
  /** The file that it is written in; undefined for a generated one. */
  readonly path: string | undefined;
}

export interface Holding {
  readonly objects: readonly HeldObject[];
  /** Whether these are all of them. */
  readonly isComplete: boolean;
  /** Whether what they say is known: no patch or transformer below has changed it. */
  readonly isPlain: boolean;
}

/** Deeper trees are circles. */
const deepest = 12;
const most = 2000;

/**
 * What the kustomization of `folder` has before its own patches, as far as the workspace knows: the objects of the files that it
 * lists, those of other kustomizations with their changes, those of its components and its own generators.
 */
export function holdingOf(workspace: WorkspaceView, folder: string, own: Kustomization): Holding {
  const gathering = new Gathering(workspace);
  gathering.gather(folder, own, 0);
  // A component works on what others bring.
  const isComplete = gathering.isComplete && own.kind === 'Kustomization';
  return { objects: gathering.objects, isComplete, isPlain: gathering.isPlain };
}

class Gathering {
  readonly #workspace: WorkspaceView;
  objects: HeldObject[] = [];
  isComplete = true;
  isPlain = true;

  constructor(workspace: WorkspaceView) {
    this.#workspace = workspace;
  }

  gather(folder: string, own: Kustomization, depth: number): void {
    if (own.hasUnseen || depth > deepest || this.objects.length > most) this.isComplete = false;
    if (depth > deepest || this.objects.length > most) return;
    for (const path of own.resources) this.#resource(path, depth);
    for (const { kind, name } of own.generated) this.objects.push({ ...generatedObject, kind, names: [name] });
    for (const path of own.components) {
      const [component] = this.#workspace.find('kustomize', path);
      if (component === undefined) this.isComplete = false;
      else {
        this.gather(path, component.data, depth + 1);
        this.#change(component.data, 0);
      }
    }
  }

  #resource(path: string, depth: number): void {
    const [inner, more] = this.#workspace.find('kustomize', path);
    if (inner !== undefined) {
      const from = this.objects.length;
      this.gather(path, inner.data, depth + 1);
      this.#change(inner.data, from);
      if (more !== undefined) this.isComplete = false;
      return;
    }
    const manifests = this.#workspace.find('manifest', path);
    if (manifests.length === 0) this.isComplete = false;
    for (const { data } of manifests) {
      const { name } = data;
      if (data.kind === '' || name === null) {
        this.isComplete = false;
        continue;
      }
      const { apiVersion, kind, namespace, images } = data;
      this.objects.push({ apiVersion, kind, names: [name], namespaces: [namespace], images, path });
    }
  }

  /** What a kustomization does to the objects from `from` on. */
  #change(own: Kustomization, from: number): void {
    if (own.hasPatches || own.isTransformed || own.isFilledIn) this.isPlain = false;
    // A transformer may rename and make objects.
    if (own.isTransformed) this.isComplete = false;
    const change = afterAll(own.images);
    this.objects = this.objects.map((object, i) => (i < from ? object : changed(object, own, change)));
  }
}

const generatedObject = {
  apiVersion: 'v1',
  namespaces: [null],
  images: [],
  path: undefined,
};

function changed(object: HeldObject, { prefix, suffix, namespace }: Kustomization, change: (image: string) => string): HeldObject {
  const last = object.names.at(-1) ?? '';
  const names = prefix === '' && suffix === '' ? object.names : [...object.names, `${prefix}${last}${suffix}`];
  const namespaces = namespace === null ? object.namespaces : [...object.namespaces, namespace];
  return { ...object, names, namespaces, images: object.images.map((image) => (image === null ? null : change(image))) };
}
