import { runChecked } from '../tools/checked.js';
import type { Engine } from '../tools/docker/engine.js';
import { workers, type K3dCluster } from '../tools/k3d/clusters.js';
import { holds, nodeImages, type NodeImage } from '../tools/k3d/nodeImages.js';
import { done, type Outcome } from '../tools/tool.js';
import type { LoopContext } from './contract.js';

/** What each running node holds under one name. */
export type Held = ReadonlyMap<string, readonly NodeImage[]>;

/** Asks every node that runs for its images of this name; a node that is down can neither hold nor run one. */
export async function heldByNodes(
  { runner, signal }: Pick<LoopContext, 'runner' | 'signal'>,
  cluster: K3dCluster,
  reference: string,
  engine: Engine = 'docker',
): Promise<Outcome<Held>> {
  const held = new Map<string, readonly NodeImage[]>();
  for (const { name, isRunning } of workers(cluster)) {
    if (!isRunning) continue;
    const images = await runChecked(runner, nodeImages(name, engine), { signal });
    if (!images.ok) return images;
    held.set(
      name,
      images.value.filter((image) => holds([image], reference)),
    );
  }
  return done(held);
}

/** Whether it is this very image. Docker with the containerd store counts by another id than a node does: then nobody can say so. */
export function isImage({ id, digests }: NodeImage, wanted: string): boolean {
  return id === wanted || digests.some((digest) => digest.endsWith(`@${wanted}`));
}

/** Nodes without this very image, by name. */
export function nodesWithout(held: Held, id: string): readonly string[] {
  return [...held].flatMap(([name, images]) => (images.some((image) => isImage(image, id)) ? [] : [name]));
}

/** Nodes that hold nothing of the name, or what they held before a step that was to bring another image. */
export function nodesUnchanged(before: Held, after: Held, id: string): readonly string[] {
  return [...after].flatMap(([name, images]) => {
    const old = before.get(name) ?? [];
    const isNew = images.some((image) => isImage(image, id) || !old.some((one) => one.id === image.id));
    return isNew ? [] : [name];
  });
}

export function namesOf(held: Held): readonly string[] {
  return [...held.keys()];
}
